package dev.smartfhir.keycloak.registration;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.keycloak.clientauth.InvalidClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.enums.SslRequired;

class ServerAddressTest {

    @ParameterizedTest
    @EnumSource(SslRequired.class)
    void whereKeycloakIsReachedByHttpsNoJwksUrlOfAnAppIsHttp(SslRequired sslRequired) {
        ServerAddress server = new ServerAddress(true, sslRequired);
        for (String url : new String[] {"http://localhost/keys", "http://127.0.0.1/keys", "http://10.0.0.7/keys",
            "http://keys.example.org/"}) {
            assertThatThrownBy(() -> server.requireFetchable(url)).as(url).isInstanceOf(InvalidClient.class);
        }
        assertThatCode(() -> server.requireFetchable("https://keys.example.org/")).doesNotThrowAnyException();
    }

    @Test
    void aSandboxTakesOneOnItsOwnMachine() {
        ServerAddress sandbox = new ServerAddress(false, SslRequired.EXTERNAL);

        assertThatCode(() -> sandbox.requireFetchable("http://localhost:8090/keys")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.0.0.7/keys", "http://keys.example.org/", "ftp://localhost/keys", "", "nonsense",
        "http://localhost.example.org/", "https://user@keys.example.org/"})
    void andNoneElsewhereEvenWhereTheRealmRequiresNoTls(String url) {
        ServerAddress sandbox = new ServerAddress(false, SslRequired.NONE);

        assertThatThrownBy(() -> sandbox.requireFetchable(url)).isInstanceOf(InvalidClient.class);
    }
}
