package dev.smartfhir.keycloak.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActingForPatientsTest {

    private static final String BASE = "http://localhost:8080/fhir";

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "Patient/1,          -,     2, false",
        "Patient/1,          2,     2, false",
        "Patient/1,          -,     1, true",
        "RelatedPerson/1,    -,     1, false",
        "RelatedPerson/1,    2 3,   1, false",
        "RelatedPerson/1,    2 3,   3, true",
        "Person/1,           -,     1, false",
        "Practitioner/1,     2,     1, false",
        "Practitioner/1,     2,     2, true",
        "Practitioner/1,     -,     1, true",
        "PractitionerRole/1, -,     1, true",
        "-,                  2,     1, false"
    })
    void saysForWhomAUserMayAct(String fhirUser, String links, String patient, boolean may) {
        Optional<FhirUser> known = Optional.ofNullable(fhirUser).flatMap(text -> FhirUser.read(text, BASE));
        Set<String> patients = links == null ? Set.of() : Set.of(links.split(" "));

        assertThat(FhirUser.mayActFor(patient, known, patients)).isEqualTo(may);
    }
}
