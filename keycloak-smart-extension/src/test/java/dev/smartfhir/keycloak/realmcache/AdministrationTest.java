package dev.smartfhir.keycloak.realmcache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdministrationTest {

    @ParameterizedTest
    @ValueSource(strings = {"/admin/realms/smart/clients", "admin/realms/smart", "/admin",
        "/realms/smart/clients-registrations/openid-connect", "/admin/master/console/", "/admin;a=b/realms/smart",
        "/realms;a/smart;b/clients-registrations;c=d/default"})
    void administrationSeesTheRealAssignments(String path) {
        assertThat(Administration.isAdministrative(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/realms/smart/protocol/openid-connect/token", "realms/smart/protocol/openid-connect/auth",
        "/realms/admin/protocol/openid-connect/token", "/realms/clients-registrations/protocol/openid-connect/token",
        "/realms/smart/login-actions/authenticate", "/realms/smart/account", "/administrator", "/", ""})
    void everythingElseDoesNot(String path) {
        assertThat(Administration.isAdministrative(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/realms/smart/clients/1/optional-client-scopes/2",
        "admin/realms/smart/clients/1/default-client-scopes/2"})
    void anAdministratorAssignsOneScopeToOneClient(String path) {
        assertThat(Administration.isAssignment(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/realms", "/admin/realms/smart/partialImport", "/admin/realms/smart/clients",
        "/admin/realms/smart/clients/1", "/admin/realms/smart/default-optional-client-scopes/2",
        "/realms/smart/clients/1/2/optional-client-scopes/3",
        "/realms/smart/clients-registrations/openid-connect/1/optional-client-scopes/3"})
    void anImportOrARegistrationAssignsNoneForHim(String path) {
        assertThat(Administration.isAssignment(path)).isFalse();
    }
}
