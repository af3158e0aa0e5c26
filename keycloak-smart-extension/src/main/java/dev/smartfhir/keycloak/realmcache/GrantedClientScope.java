package dev.smartfhir.keycloak.realmcache;

import dev.smartfhir.keycloak.consent.ConsentId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;

/**
 * A scope that exists for one grant only, or in one user's consent. Its name is the granted text, so that Keycloak
 * writes exactly that into the {@code scope} value; it carries no mappers and no roles.
 */
final class GrantedClientScope implements ClientScopeModel {

    private final RealmModel realm;
    private final String id;
    private final String name;
    private final Optional<Supplier<String>> consentText;

    private GrantedClientScope(RealmModel realm, String id, String name, Optional<Supplier<String>> consentText) {
        this.realm = realm;
        this.id = id;
        this.name = name;
        this.consentText = consentText;
    }

    /** A scope that Keycloak asks nobody about. */
    static GrantedClientScope unasked(RealmModel realm, String name) {
        return new GrantedClientScope(realm, new ConsentId(true, name).id(), name, Optional.empty());
    }

    /**
     * A scope that Keycloak's own pages show.
     *
     * @param id what the user decides, or decided, about it
     * @param consentText what the pages say
     */
    static GrantedClientScope shown(RealmModel realm, ConsentId id, String name, Supplier<String> consentText) {
        return new GrantedClientScope(realm, id.id(), name, Optional.of(consentText));
    }

    @Override
    public String getId() {
        return id;
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
        return switch (attribute) {
            case INCLUDE_IN_TOKEN_SCOPE -> "true";
            case DISPLAY_ON_CONSENT_SCREEN -> String.valueOf(consentText.isPresent());
            case CONSENT_SCREEN_TEXT -> consentText.map(Supplier::get).orElse("");
            default -> null;
        };
    }

    @Override
    public Map<String, String> getAttributes() {
        return Stream.of(INCLUDE_IN_TOKEN_SCOPE, DISPLAY_ON_CONSENT_SCREEN, CONSENT_SCREEN_TEXT)
                .collect(Collectors.toMap(attribute -> attribute, this::getAttribute));
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
