package dev.smartfhir.keycloak.audience;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FhirServerTest {

    private static final String BASE = "https://one.example.org/fhir";

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "https://one.example.org/fhir,                              true",
        "https://one.example.org/fhir/,                             true",
        "https://ONE.example.org/fhir  https://one.example.org/fhir, true",
        "https://one.example.org/fhir https://two.example.org/fhir, false",
        "https://two.example.org/fhir https://one.example.org/fhir, false",
        "https://one.example.org/fhir/other,                        false",
        "https://two.example.org/fhir,                              false",
        "https://one.example.org/fhir nonsense,                     false",
        "'',                                                        false",
        "-,                                                         false"})
    void isTheOnlyOneWhereTheRealmNamesNoOther(String bases, boolean only) {
        assertThat(FhirServer.of(bases, BASE).only()).isEqualTo(only);
    }
}
