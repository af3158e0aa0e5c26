package dev.smartfhir.hapi.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FhirUserTest {

    private static final URI BASE = URI.create("https://fhir.example/fhir");

    @ParameterizedTest
    @ValueSource(strings = {"", "Patient", "Patient/", "/Patient/1", "Patient/1/", "1", "patient/1", "Group/1", "Bundle/1",
            "Patient/1/_history/1", "https://elsewhere.example/fhir/Patient/1", "https://fhir.example/Patient/1",
            "https://fhir.example/fhir//Patient/1", "https://fhir.example/fhir/x/Patient/1", "xPatient/1",
            "https://fhir.example:444/fhir/Patient/1", "http://fhir.example/fhir/Patient/1",
            "https://fhir.example/FHIR/Patient/1", "https://u@fhir.example/fhir/Patient/1", "Patient/1?x", "Patient/1#x",
            "Patient/a b", "Patient/1 Patient/2", "https://fhir.example/fhir?/Patient/1", "Patient/1,Patient/2"})
    void isNobodyForAnyOtherText(String claim) {
        assertThat(FhirUser.of(claim, BASE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient/1", "https://fhir.example/fhir/Patient/1", "HTTPS://FHIR.example/fhir/Patient/1"})
    void isAResourceOfThisServer(String claim) {
        assertThat(FhirUser.of(claim, BASE)).contains(new FhirUser("Patient", "1"));
        assertThat(FhirUser.of(claim, URI.create(BASE + "/"))).contains(new FhirUser("Patient", "1"));
    }

    @Test
    void isNobodyForAClaimThatIsNoText() {
        assertThat(FhirUser.of(null, BASE)).isEmpty();
        assertThat(FhirUser.of(List.of("Patient/1"), BASE)).isEmpty();
        assertThat(FhirUser.of(1, BASE)).isEmpty();
    }
}
