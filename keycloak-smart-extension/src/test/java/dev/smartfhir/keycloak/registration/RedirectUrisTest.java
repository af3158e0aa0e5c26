package dev.smartfhir.keycloak.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectUrisTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example.org/back", "https://app.example.org:8443/back?a=b", "https://[::1]/b",
        "http://localhost:3000/back", "http://127.0.0.1/back", "http://[::1]:9/back", "com.example.app:/back",
        "com.example.app://host/back"})
    void areTaken(String uri) {
        assertThat(RedirectUris.check(List.of(uri))).containsExactly(uri);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example.org/*", "https://*.example.org/", "http://app.example.org/",
        "http://127.0.0.1.example.org/", "http://localhost@app.example.org/", "https://a@app.example.org/",
        "https://app.example.org/#a", "https://app.example.org/#", "https:app.example.org", "https:///back",
        "https://app.example.org/a/./b", "https://app.example.org/%2E%2e/b", "HTTP://localhost/", "app:/back",
        ".app:/back", "app.:/back", "javascript:alert(1)", "com.example.app:back", "//app.example.org/", "",
        "https://app.example.org/\n", "https://app.example.org/\u00e9", "https://app_x/back\\"})
    void areRefused(String uri) {
        assertThatThrownBy(() -> RedirectUris.check(List.of("https://app.example.org/", uri)))
                .isInstanceOfSatisfying(InvalidMetadata.class,
                        refused -> assertThat(refused.error()).isEqualTo("invalid_redirect_uri"));
    }

    @Test
    void giveTheOriginsAsBrowsersWriteThem() {
        assertThat(RedirectUris.origins(List.of("https://App.example.org:443/a", "https://app.example.org/b",
                "http://localhost:3000/", "http://localhost:80/", "com.example.app:/back")))
                .containsExactly("https://app.example.org", "http://localhost:3000", "http://localhost");
    }
}
