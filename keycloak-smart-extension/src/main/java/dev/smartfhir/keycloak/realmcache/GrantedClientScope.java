package dev.smartfhir.keycloak.realmcache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;

/**
 * A scope that exists for one grant only. Its name is the granted text, so that Keycloak writes exactly that into the
 * {@code scope} value; it carries no mappers and no roles.
 */
final class GrantedClientScope implements ClientScopeModel {

    /** Keycloak's columns for ids of client scopes hold 36 characters. */
    private static final int ID_BYTES = 18;

    private final RealmModel realm;
    private final String name;
    private final String consentText;

    /** @param consentText what the user is asked where the client requires consent; blank where he is not asked */
    GrantedClientScope(RealmModel realm, String name, String consentText) {
        this.realm = realm;
        this.name = name;
        this.consentText = consentText;
    }

    @Override
    public String getId() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public RealmModel getRealm() {
        return realm;
    }

    @Override
    public String getDescription() {
        return name;
    }

    @Override
    public String getProtocol() {
        return OIDCLoginProtocol.LOGIN_PROTOCOL;
    }

    @Override
    public String getAttribute(String attribute) {
        return getAttributes().get(attribute);
    }

    @Override
    public Map<String, String> getAttributes() {
        return Map.of(INCLUDE_IN_TOKEN_SCOPE, "true", CONSENT_SCREEN_TEXT, consentText,
                DISPLAY_ON_CONSENT_SCREEN, String.valueOf(!consentText.isBlank()));
    }

    @Override
    public Stream<ProtocolMapperModel> getProtocolMappersStream() {
        return Stream.empty();
    }

    @Override
    public ProtocolMapperModel getProtocolMapperById(String id) {
        return null;
    }

    @Override
    public ProtocolMapperModel getProtocolMapperByName(String protocol, String mapper) {
        return null;
    }

    @Override
    public Stream<RoleModel> getScopeMappingsStream() {
        return Stream.empty();
    }

    @Override
    public Stream<RoleModel> getRealmScopeMappingsStream() {
        return Stream.empty();
    }

    @Override
    public boolean hasScope(RoleModel role) {
        return false;
    }

    @Override
    public void setName(String changed) {
        throw readOnly();
    }

    @Override
    public void setDescription(String description) {
        throw readOnly();
    }

    @Override
    public void setProtocol(String protocol) {
        throw readOnly();
    }

    @Override
    public void setAttribute(String attribute, String value) {
        throw readOnly();
    }

    @Override
    public void removeAttribute(String attribute) {
        throw readOnly();
    }

    @Override
    public ProtocolMapperModel addProtocolMapper(ProtocolMapperModel model) {
        throw readOnly();
    }

    @Override
    public void removeProtocolMapper(ProtocolMapperModel mapping) {
        throw readOnly();
    }

    @Override
    public void updateProtocolMapper(ProtocolMapperModel mapping) {
        throw readOnly();
    }

    @Override
    public void addScopeMapping(RoleModel role) {
        throw readOnly();
    }

    @Override
    public void deleteScopeMapping(RoleModel role) {
        throw readOnly();
    }

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("a granted scope lives for one grant and is never stored");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClientScopeModel that && that.getId().equals(getId());
    }

    @Override
    public int hashCode() {
        return getId().hashCode();
    }
}
