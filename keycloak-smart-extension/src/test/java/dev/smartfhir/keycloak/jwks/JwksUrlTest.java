package dev.smartfhir.keycloak.jwks;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.keycloak.clientauth.InvalidClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.enums.SslRequired;

class JwksUrlTest {

    @ParameterizedTest
    @ValueSource(strings = {"http://jwks.example.org/keys", "http://127.0.0.1.evil.example/keys",
        "http://localhost.evil.example/keys", "http://127.0.0.1@evil.example/keys", "http://ip6-localhost/keys",
        "http://203.0.113.7/keys", "http://[2001:db8::1]/keys", "file:///etc/passwd", "file://localhost/etc/passwd",
        "ftp://localhost/keys", "jar:http://localhost/a!/b", "https:///keys", "https://user:secret@jwks.example.org/",
        "//localhost/keys", "http:localhost", "nonsense", "", "https://jwks.example.org/a b"})
    void isRefused(String url) {
        assertThatThrownBy(() -> JwksUrl.requireProtected(url, SslRequired.EXTERNAL))
                .isInstanceOf(InvalidClient.class).hasMessage("The client's JWKS URL must be https");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://jwks.example.org/keys", "HTTPS://jwks.example.org:8443/keys?a=b",
        "http://localhost:8090/keys", "http://127.0.0.1:8090/keys", "http://[::1]:8090/keys"})
    void isAllowedEvenWhereTheRealmRequiresTlsOfAll(String url) {
        assertThatCode(() -> JwksUrl.requireProtected(url, SslRequired.ALL)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.1.2.3/keys", "http://192.168.0.7:8090/keys"})
    void onAPrivateAddressIsAllowedWhereTheRealmRequiresTlsOfTheOutsideOnly(String url) {
        assertThatCode(() -> JwksUrl.requireProtected(url, SslRequired.EXTERNAL)).doesNotThrowAnyException();
        assertThatThrownBy(() -> JwksUrl.requireProtected(url, SslRequired.ALL)).isInstanceOf(InvalidClient.class);
    }

    @Test
    void withoutTlsIsAllowedWhereTheRealmRequiresNone() {
        assertThatCode(() -> JwksUrl.requireProtected("http://jwks.example.org/keys", SslRequired.NONE))
                .doesNotThrowAnyException();
    }
}
