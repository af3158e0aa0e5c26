package dev.smartfhir.keycloak.launch;

import dev.smartfhir.keycloak.context.LaunchContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.util.JsonSerialization;

/**
 * The handles of launches, in Keycloak's cluster-wide store of single-use objects, under their digests (D-17). A
 * handle is open until the first authorization request takes it into its browser's authentication session; from then
 * on only requests of that browser find it, until one login uses it.
 */
public final class LaunchHandles {

    private static final int RANDOM_CHARACTERS = 43;
    private static final String OPEN = "smart-launch:";
    private static final String TAKEN = "smart-launch-taken:";
    private static final String USED = "smart-launch-used:";
    private static final String KNOWN = "smart-launch-known:";
    private static final String BROWSER = "smart-launch-browser:";

    private final SingleUseObjectProvider store;
    private final RealmModel realm;
    private final int lifetime;

    /** @param lifetime seconds that a handle stays open; once taken, it lives as long as a login may last */
    public LaunchHandles(KeycloakSession session, RealmModel realm, int lifetime) {
        this.store = session.singleUseObjects();
        this.realm = realm;
        this.lifetime = lifetime;
    }

    /** Registers a launch. @return its handle, a random text that cannot be guessed */
    public String register(Launch launch) {
        String handle = random();
        store.put(open(handle), lifetime, write(launch));
        return handle;
    }

    /** The launch behind a handle, taken or not, until its time is over; leaves it as it is. */
    public Optional<Launch> find(String handle) {
        return Optional.ofNullable(store.get(open(handle)))
                .or(() -> Optional.ofNullable(store.get(known(handle))))
                .map(LaunchHandles::read);
    }

    /**
     * Takes a handle for a browser, or finds what the same browser took before.
     *
     * @param browser the id of the root authentication session
     * @return a reservation to be kept in the authentication session; empty where the handle is unknown, expired,
     *     used, or another browser's
     */
    public Optional<String> take(String handle, String browser) {
        Map<String, String> launch = store.remove(open(handle));
        if (launch == null) {
            return reservation(handle, browser).filter(reservation -> reserved(reservation).isPresent());
        }
        String reservation = random();
        int loginLifetime = realm.getAccessCodeLifespanLogin();
        store.put(taken(reservation), loginLifetime, launch);
        store.put(known(handle), loginLifetime, launch);
        store.put(browser(handle, browser), loginLifetime, Map.of("reservation", reservation));
        return Optional.of(reservation);
    }

    /** The launch of a reservation; empty where its time is over or it was used. */
    public Optional<Launch> reserved(String reservation) {
        return store.contains(used(reservation)) ? Optional.empty()
                : Optional.ofNullable(store.get(taken(reservation))).map(LaunchHandles::read);
    }

    /**
     * Uses a reservation up. The store takes things out only after the request that put them in, and a login can begin
     * and end in one request; so the use itself is what is recorded.
     *
     * @return its launch, for exactly one caller
     */
    public Optional<Launch> use(String reservation) {
        return reserved(reservation)
                .filter(launch -> store.putIfAbsent(used(reservation), realm.getAccessCodeLifespanLogin()));
    }

    private Optional<String> reservation(String handle, String browser) {
        return Optional.ofNullable(store.get(browser(handle, browser))).map(kept -> kept.get("reservation"));
    }

    private String open(String handle) {
        return OPEN + digest(realm.getId() + ' ' + handle);
    }

    private String known(String handle) {
        return KNOWN + digest(realm.getId() + ' ' + handle);
    }

    private String taken(String reservation) {
        return TAKEN + digest(realm.getId() + ' ' + reservation);
    }

    private String used(String reservation) {
        return USED + digest(realm.getId() + ' ' + reservation);
    }

    private String browser(String handle, String browser) {
        return BROWSER + digest(realm.getId() + ' ' + handle + ' ' + browser);
    }

    private static Map<String, String> write(Launch launch) {
        try {
            Map<String, String> kept = new HashMap<>();
            kept.put("client", launch.clientId());
            kept.put("aud", launch.fhirBase());
            kept.put("context", JsonSerialization.writeValueAsString(launch.context().claims()));
            if (launch.userId() != null) {
                kept.put("user", launch.userId());
            }
            return kept;
        } catch (IOException e) {
            throw new IllegalStateException("a launch can always be written", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Launch read(Map<String, String> kept) {
        try {
            return new Launch(kept.get("client"), kept.get("user"), kept.get("aud"),
                    LaunchContext.fromClaims(JsonSerialization.readValue(kept.get("context"), Map.class)));
        } catch (IOException e) {
            throw new IllegalStateException("only this class writes launches", e);
        }
    }

    private static String random() {
        return SecretGenerator.getInstance().randomString(RANDOM_CHARACTERS);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
