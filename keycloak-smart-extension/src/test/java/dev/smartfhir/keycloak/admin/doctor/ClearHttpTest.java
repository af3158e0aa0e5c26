package dev.smartfhir.keycloak.admin.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClearHttpTest {

    @ParameterizedTest
    @CsvSource({
        "http://app.example.org/back,      true",
        "HTTP://APP.example.org,           true",
        "http://10.0.0.1/fhir,             true",
        "http://localhost.example.org/,    true",
        "http://*,                         true",
        "http://127.0.0.1.example.org/,    true",
        "https://app.example.org/back,     false",
        "http://localhost:8080/fhir,       false",
        "http://127.0.0.1/back,            false",
        "http://[::1]/back,                false",
        "org.example.app:/back,            false",
        "/relative/*,                      false",
        "not a url,                        false"})
    void isHttpOfAnotherMachine(String url, boolean clear) {
        assertThat(ClearHttp.isIn(url)).isEqualTo(clear);
    }
}
