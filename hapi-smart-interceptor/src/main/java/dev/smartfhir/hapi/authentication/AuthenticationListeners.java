package dev.smartfhir.hapi.authentication;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells several listeners, of which none breaks a request by throwing.
 */
public final class AuthenticationListeners implements AuthenticationListener {

    private static final Logger LOG = LoggerFactory.getLogger(AuthenticationListeners.class);

    private final Supplier<List<AuthenticationListener>> found;
    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private final List<AuthenticationListener> added = new CopyOnWriteArrayList<>();
    private volatile List<AuthenticationListener> listeners;

    /**
     * Tells these.
     *
     * @param listeners asked for when there is something to tell
     */
    public AuthenticationListeners(Supplier<List<AuthenticationListener>> listeners) {
        this.found = listeners;
    }

    /** Tells this one as well; before the first request. */
    public void add(AuthenticationListener listener) {
        added.add(listener);
    }

    @Override
    public void verified(String issuer, Verification result) {
        tell(listener -> listener.verified(issuer, result));
    }

    @Override
    public void keysRead(String issuer, boolean read) {
        tell(listener -> listener.keysRead(issuer, read));
    }

    @Override
    public void introspected(String issuer, Introspection result) {
        tell(listener -> listener.introspected(issuer, result));
    }

    private void tell(Consumer<AuthenticationListener> news) {
        for (AuthenticationListener listener : listeners()) {
            try {
                news.accept(listener);
            } catch (RuntimeException | LinkageError e) {
                if (broken.add(listener.getClass().getName() + e.getClass().getName())) {
                    LOG.error("{} could not take note of an authentication: {}. This is said once.",
                            listener.getClass().getName(), e.getClass().getName());
                }
            }
        }
    }

    private List<AuthenticationListener> listeners() {
        List<AuthenticationListener> known = listeners;
        if (known == null) {
            known = Stream.concat(added.stream(), found.get().stream()).toList();
            listeners = known;
        }
        return known;
    }
}
