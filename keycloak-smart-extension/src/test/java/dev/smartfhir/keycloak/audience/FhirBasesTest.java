package dev.smartfhir.keycloak.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.keycloak.grant.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FhirBasesTest {

    private static final String ONE = "https://fhir.example.org/fhir";
    private static final String TWO = ONE + " https://other.example.org:8443/r4";

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "   ", "fhir", "ftp://example.org/fhir", "https://example.org/fhir?x=1",
        "https://user@example.org/fhir", "https://fhir.example.org/fhir nonsense", "https:///fhir", "/fhir"})
    void refusesARealmThatNamesNoFhirServerOrSomethingThatIsNone(String attribute) {
        assertThatThrownBy(() -> FhirBases.read(attribute)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.error()).isEqualTo("invalid_target"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example.org/fhir", "https://fhir.example.org/fhir/x",
        "https://fhir.example.org/FHIR", "https://fhir.example.org:443/fhir", "http://fhir.example.org/fhir",
        "https://fhir.example.org/fhir//", "https://fhir.example.org/fhir#f", "", "https://fhir.example.org"})
    void refusesAResourceThatIsNotTheRealmsFhirServer(String resource) {
        assertThatThrownBy(() -> FhirBases.read(ONE).audienceFor((String) null, resource))
                .isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @CsvSource({"https://fhir.example.org/fhir/", "HTTPS://FHIR.EXAMPLE.ORG/fhir", "https://fhir.example.org/fhir"})
    void comparesWithoutATrailingSlashAndWithoutTheCaseOfSchemeAndHost(String resource) {
        assertThat(FhirBases.read(ONE).audienceFor((String) null, resource)).isEqualTo(ONE);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void takesTheOnlyFhirServerUnasked(String clientBase) {
        assertThat(FhirBases.read(ONE).audienceFor(clientBase, null)).isEqualTo(ONE);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {""})
    void refusesToGuessBetweenSeveral(String clientBase) {
        assertThatThrownBy(() -> FhirBases.read(TWO).audienceFor(clientBase, null)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @CsvSource({"https://other.example.org:8443/r4", "https://other.example.org:8443/r4/"})
    void aClientsOwnBaseOrTheRequestDecidesBetweenSeveral(String chosen) {
        assertThat(FhirBases.read(TWO).audienceFor(chosen, null)).isEqualTo("https://other.example.org:8443/r4");
        assertThat(FhirBases.read(TWO).audienceFor((String) null, chosen))
                .isEqualTo("https://other.example.org:8443/r4");
    }

    @ParameterizedTest
    @CsvSource({"https://other.example.org:8443/r4,https://fhir.example.org/fhir",
        "https://unknown.example.org/fhir,", "https://unknown.example.org/fhir,https://unknown.example.org/fhir"})
    void aRequestNeverLeavesTheClientsOwnBase(String clientBase, String resource) {
        assertThatThrownBy(() -> FhirBases.read(TWO).audienceFor(clientBase, resource)).isInstanceOf(Refusal.class);
    }
}
