package dev.smartfhir.keycloak.grant;

import dev.smartfhir.keycloak.launch.LaunchHandles;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SingleUseObjectProvider;

/** A store of single-use objects in memory, with a clock that the test turns. */
public final class FakeStore implements SingleUseObjectProvider {

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private Map<String, Entry> pending;
    private final AtomicLong seconds = new AtomicLong();

    private record Entry(Map<String, String> notes, long ends) {
    }

    /** Launch handles in this store, for a realm of this id whose logins may last half an hour. */
    public LaunchHandles handles(String realmId, int lifetime) {
        return new LaunchHandles(session(),
                proxy(RealmModel.class, Map.of("getId", realmId, "getAccessCodeLifespanLogin", 1_800)), lifetime);
    }

    /** A session whose store this is. */
    public KeycloakSession session() {
        return proxy(KeycloakSession.class, Map.of("singleUseObjects", this));
    }

    public void pass(long more) {
        seconds.addAndGet(more);
    }

    /** Everything that the store holds, keys included. */
    public String content() {
        return entries.toString();
    }

    /** From now on, as in Keycloak's store, what is put can be read at once and removed only after the request. */
    public void beginRequest() {
        pending = new ConcurrentHashMap<>();
    }

    public void endRequest() {
        entries.putAll(pending);
        pending = null;
    }

    @Override
    public void put(String key, long lifespanSeconds, Map<String, String> notes) {
        (pending == null ? entries : pending).put(key, new Entry(Map.copyOf(notes), seconds.get() + lifespanSeconds));
    }

    @Override
    public Map<String, String> get(String key) {
        Entry entry = pending != null && pending.containsKey(key) ? pending.get(key) : entries.get(key);
        return isAlive(entry) ? entry.notes() : null;
    }

    @Override
    public Map<String, String> remove(String key) {
        Entry entry = entries.remove(key);
        return isAlive(entry) ? entry.notes() : null;
    }

    @Override
    public boolean replace(String key, Map<String, String> notes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean putIfAbsent(String key, long lifespanInSeconds) {
        Entry entry = new Entry(Map.of(), seconds.get() + lifespanInSeconds);
        return entries.merge(key, entry, (old, fresh) -> isAlive(old) ? old : fresh) == entry;
    }

    @Override
    public boolean contains(String key) {
        return isAlive(entries.get(key));
    }

    private boolean isAlive(Entry entry) {
        return entry != null && entry.ends() > seconds.get();
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    private static <T> T proxy(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            if (!answers.containsKey(method.getName())) {
                throw new UnsupportedOperationException(method.getName());
            }
            return answers.get(method.getName());
        }));
    }
}
