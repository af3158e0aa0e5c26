package dev.smartfhir.keycloak.picker.directory;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.AccessToken;

/**
 * The tokens with which pickers ask FHIR servers at this moment, known to every node: a FHIR server that introspects
 * asks about such a token while the picker waits for its answer. Nobody else can make one, because it is one by being
 * kept here and not by what it says.
 */
public final class TokensInUse {

    private static final String PREFIX = "smart-directory.";
    private static final String CLOSED = ".closed";

    private final KeycloakSession session;

    public TokensInUse(KeycloakSession session) {
        this.session = session;
    }

    /** Whether a picker has asked with this token, so that nobody may any more, whatever the app's ceilings allow. */
    public boolean had(AccessToken token) {
        return token.getId() != null && session.singleUseObjects().contains(key(token.getId()) + CLOSED);
    }

    /** Whether a picker is asking with this token now. */
    public boolean has(AccessToken token) {
        return token.getId() != null && session.singleUseObjects().contains(key(token.getId()));
    }

    /** Other transactions see it at once. */
    void add(String tokenId, long seconds) {
        session.singleUseObjects().putIfAbsent(key(tokenId), seconds);
    }

    /** Ends its use, for as long as the token lives. */
    void close(String tokenId, long seconds) {
        session.singleUseObjects().putIfAbsent(key(tokenId) + CLOSED, seconds);
        session.singleUseObjects().remove(key(tokenId));
    }

    private String key(String tokenId) {
        RealmModel realm = session.getContext().getRealm();
        return PREFIX + realm.getId() + "." + tokenId;
    }
}
