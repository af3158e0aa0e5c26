package dev.smartfhir.keycloak.picker.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FhirAddressTest {

    private static final String BASE = "https://fhir.example.org/a/fhir";

    @ParameterizedTest
    @ValueSource(strings = {
        "", "not a link", "/fhir?_getpages=1", "https://evil.example.org/a/fhir?_getpages=1",
        "http://fhir.example.org/a/fhir?_getpages=1", "https://fhir.example.org:8443/a/fhir?_getpages=1",
        "https://fhir.example.org@evil.example.org/a/fhir?x", "https://user@fhir.example.org/a/fhir?x",
        "https://fhir.example.org.evil.example.org/a/fhir?x", "https://fhir.example.org/a/fhirx?y",
        "https://fhir.example.org/a?x", "https://fhir.example.org/a/fhir/../../admin", "https://fhir.example.org/",
        "https://fhir.example.org/a/fhir/%2e%2e/admin", "https://fhir.example.org/a/fhir/..%2fadmin",
        "https://fhir.example.org/a/fhir//evil.example.org", "https://fhir.example.org/a/fhir?x#y",
        "file:///etc/passwd", "javascript:alert(1)", "https://fhir.example.org/a/fhir\\@evil"
    })
    void followsNoLinkThatLeadsAway(String link) throws DirectoryUnavailable {
        assertThat(FhirAddress.of(BASE, null, BASE).follow(link)).isEmpty();
    }

    @Test
    void followsNoEndlessLink() throws DirectoryUnavailable {
        assertThat(FhirAddress.of(BASE, null, BASE).follow(BASE + "?x=" + "a".repeat(2_000))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://fhir.example.org/a/fhir?_getpages=1&_count=20, http://hapi:8080/fhir?_getpages=1&_count=20",
        "HTTPS://FHIR.example.org/a/fhir?_getpages=1,           http://hapi:8080/fhir?_getpages=1",
        "https://fhir.example.org/a/fhir/Patient?page=2,        http://hapi:8080/fhir/Patient?page=2",
        "http://hapi:8080/fhir?_getpages=a%20b,                 http://hapi:8080/fhir?_getpages=a%20b"
    })
    void followsLinksToWhereThisServerReachesIt(String link, String expected) throws DirectoryUnavailable {
        FhirAddress address = FhirAddress.of("http://other/fhir " + BASE, "http://other/fhir http://hapi:8080/fhir/",
                BASE);

        assertThat(address.follow(link)).hasValueSatisfying(uri -> assertThat(uri).hasToString(expected));
        assertThat(address.search("Patient")).hasToString("http://hapi:8080/fhir/Patient/_search");
    }

    @Test
    void asksTheFhirBaseItselfWhereNothingElseIsSaid() throws DirectoryUnavailable {
        assertThat(FhirAddress.of(BASE + "/", null, BASE + "/").search("Patient"))
                .hasToString(BASE + "/Patient/_search");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "http://a/fhir http://b/fhir, http://c/fhir,    http://b/fhir",
        "http://a/fhir,               no-url,           http://a/fhir",
        "http://a/fhir,               -,                http://b/fhir",
        "-,                           -,                http://b/fhir"
    })
    void asksNobodyWhereTheSettingIsAmbiguous(String bases, String internal, String base) {
        assertThatThrownBy(() -> FhirAddress.of(bases, internal, base)).isInstanceOf(DirectoryUnavailable.class);
    }
}
