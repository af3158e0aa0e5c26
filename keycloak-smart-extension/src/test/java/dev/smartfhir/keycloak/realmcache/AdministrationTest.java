package dev.smartfhir.keycloak.realmcache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdministrationTest {

    @ParameterizedTest
    @ValueSource(strings = {"/admin/realms/smart/clients", "admin/realms/smart", "/admin",
        "/realms/smart/clients-registrations/openid-connect", "/admin/master/console/"})
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
}
