package dev.smartfhir.keycloak.grant;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.util.JsonSerialization;

/**
 * Grants that wait for their authorization code to be redeemed, in Keycloak's cluster-wide store of single-use
 * objects. The code carries only a marker: a word in the scope that is stored with it, random and seen by no client. A
 * marker in a request means nothing, because a code's scope is written by this module alone.
 */
public final class PendingGrants {

    /** Seconds that a code and its grant live at most (LCH-20). */
    public static final int LIFETIME = 60;

    private static final String MARKER = "smart-grant:";
    private static final int RANDOM_CHARACTERS = 43;

    private final KeycloakSession session;

    public PendingGrants(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Keeps a grant.
     *
     * @param userSession the id of the login session that the code belongs to
     * @param client the internal id of the client
     * @return the marker to put into the scope of the code
     */
    public String keep(UserGrant grant, String realm, String client, String userSession) {
        String marker = MARKER + SecretGenerator.getInstance().randomString(RANDOM_CHARACTERS);
        session.singleUseObjects().put(marker, LIFETIME, Map.of("grant", write(grant), "realm", realm,
                "client", client, "session", userSession));
        return marker;
    }

    /**
     * The grant behind the marker in a code's scope; empty if the scope has none, if its time is over, or if it was
     * made for another realm, client or login session.
     */
    public Optional<UserGrant> find(String codeScope, String realm, String client, String userSession) {
        return markerIn(codeScope).map(marker -> session.singleUseObjects().get(marker))
                .filter(kept -> kept.get("realm").equals(realm) && kept.get("client").equals(client)
                        && kept.get("session").equals(userSession))
                .flatMap(kept -> read(kept.get("grant")));
    }

    /** Forgets the grant behind the marker in a code's scope. */
    public void forget(String codeScope) {
        markerIn(codeScope).ifPresent(marker -> session.singleUseObjects().remove(marker));
    }

    private static Optional<String> markerIn(String scope) {
        return scope == null ? Optional.empty()
                : Stream.of(scope.split(" ")).filter(word -> word.startsWith(MARKER)).findFirst();
    }

    private static String write(UserGrant grant) {
        try {
            return JsonSerialization.writeValueAsString(grant.toClaim());
        } catch (IOException e) {
            throw new IllegalStateException("a grant can always be written", e);
        }
    }

    private static Optional<UserGrant> read(String json) {
        try {
            return UserGrant.fromClaim(JsonSerialization.readValue(json, Map.class));
        } catch (IOException e) {
            throw new IllegalStateException("only this class writes the grant", e);
        }
    }
}
