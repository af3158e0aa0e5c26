package dev.smartfhir.keycloak.realmcache;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;

/** A client scope under administration: renaming it to something that can be no ceiling is refused. */
final class AdministeredClientScope implements ClientScopeModel {

    private final ClientScopeModel scope;

    AdministeredClientScope(ClientScopeModel scope) {
        this.scope = scope;
    }

    @Override
    public void setName(String name) {
        if (!Objects.equals(name, scope.getName())) {
            CeilingName.check(name);
        }
        scope.setName(name);
    }

    @Override
    public String getId() {
        return scope.getId();
    }

    @Override
    public String getName() {
        return scope.getName();
    }

    @Override
    public RealmModel getRealm() {
        return scope.getRealm();
    }

    @Override
    public String getDescription() {
        return scope.getDescription();
    }

    @Override
    public void setDescription(String description) {
        scope.setDescription(description);
    }

    @Override
    public String getProtocol() {
        return scope.getProtocol();
    }

    @Override
    public void setProtocol(String protocol) {
        scope.setProtocol(protocol);
    }

    @Override
    public void setAttribute(String name, String value) {
        scope.setAttribute(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        scope.removeAttribute(name);
    }

    @Override
    public String getAttribute(String name) {
        return scope.getAttribute(name);
    }

    @Override
    public Map<String, String> getAttributes() {
        return scope.getAttributes();
    }

    @Override
    public Stream<ProtocolMapperModel> getProtocolMappersStream() {
        return scope.getProtocolMappersStream();
    }

    @Override
    public ProtocolMapperModel addProtocolMapper(ProtocolMapperModel model) {
        return scope.addProtocolMapper(model);
    }

    @Override
    public void removeProtocolMapper(ProtocolMapperModel mapping) {
        scope.removeProtocolMapper(mapping);
    }

    @Override
    public void updateProtocolMapper(ProtocolMapperModel mapping) {
        scope.updateProtocolMapper(mapping);
    }

    @Override
    public ProtocolMapperModel getProtocolMapperById(String id) {
        return scope.getProtocolMapperById(id);
    }

    @Override
    public ProtocolMapperModel getProtocolMapperByName(String protocol, String name) {
        return scope.getProtocolMapperByName(protocol, name);
    }

    @Override
    public Stream<RoleModel> getScopeMappingsStream() {
        return scope.getScopeMappingsStream();
    }

    @Override
    public Stream<RoleModel> getRealmScopeMappingsStream() {
        return scope.getRealmScopeMappingsStream();
    }

    @Override
    public void addScopeMapping(RoleModel role) {
        scope.addScopeMapping(role);
    }

    @Override
    public void deleteScopeMapping(RoleModel role) {
        scope.deleteScopeMapping(role);
    }

    @Override
    public boolean hasScope(RoleModel role) {
        return scope.hasScope(role);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClientScopeModel that && that.getId().equals(getId());
    }

    @Override
    public int hashCode() {
        return scope.hashCode();
    }
}
