package dev.smartfhir.keycloak.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.keycloak.audience.FhirServer;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.UserModel;

class ActingForPatientsTest {

    private static final String BASE = "http://localhost:8080/fhir";
    private static final FhirServer ONLY = new FhirServer(BASE, true);
    private static final FhirServer ONE_OF_TWO = new FhirServer(BASE, false);

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

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "https://other.example.org/fhir/Patient/1,          -, 1, false",
        "https://other.example.org/fhir/RelatedPerson/1,    -, 1, false",
        "https://other.example.org/fhir/RelatedPerson/1,    1, 1, true",
        "https://other.example.org/fhir/Practitioner/1,     -, 1, true",
        "https://other.example.org/fhir/PractitionerRole/1, -, 1, true",
        "patient/1,                                         -, 1, false",
        "Patient/1 Patient/2,                               -, 1, false",
        "Patient/1 Practitioner/2,                          -, 1, false",
        "Organization/1,                                    -, 1, false",
        "-,                                                 -, 1, true",
        "Practitioner/1,                            Group/1, 1, false",
        "Practitioner/1, https://other.example.org/fhir/Patient/1, 1, false",
        "Practitioner/1, http://localhost:8080/fhir/Practitioner/1, 1, false",
        "Practitioner/1, http://localhost:8080/fhir/Patient/1, 1, true"
    })
    void whoeverIsNobodyHereIsNoProfessional(String fhirUser, String links, String patient, boolean may) {
        UserModel user = user(fhirUser, links);

        assertThat(FhirUser.mayActFor(patient, FhirUser.of(user, ONLY), FhirUser.patientsOf(user, ONLY)))
                .isEqualTo(may);
    }

    /** SEC: the same id on another server is another patient. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "Patient/1, -, 1, false", "RelatedPerson/1, 1, 1, false", "RelatedPerson/1, Patient/1, 1, false",
        "Person/1, 1, 1, false", "Practitioner/1, 1, 1, false", "-, 1, 1, false",
        "http://localhost:8080/fhir/RelatedPerson/1, 1, 1, false",
        "http://localhost:8080/fhir/RelatedPerson/1, http://localhost:8081/fhir/Patient/1, 1, false",
        "http://localhost:8081/fhir/Patient/1, -, 1, false",
        "http://localhost:8081/fhir/RelatedPerson/1, http://localhost:8080/fhir/Patient/1, 1, true",
        "http://localhost:8081/fhir/Patient/1 http://localhost:8080/fhir/Patient/2, -, 1, false",
        "http://localhost:8081/fhir/Patient/1 http://localhost:8080/fhir/Patient/2, -, 2, true",
        "http://localhost:8080/fhir/Patient/1 http://localhost:8080/fhir/Patient/2, -, 1, false",
        "http://localhost:8080/fhir/Patient/1 Patient/2, -, 1, true",
        "http://localhost:8080/fhir/Patient/1 Patient/2, -, 2, false",
        "http://localhost:8080/fhir/Patient/1 nonsense, -, 1, false",
        "http://localhost:8080/fhir/Patient/1, -, 1, true", "Practitioner/1, -, 1, true",
        "http://localhost:8080/fhir/RelatedPerson/1, http://localhost:8080/fhir/Patient/1, 1, true"})
    void withSeveralFhirServersAnIdCountsOnItsOwnServerOnly(String fhirUser, String links, String patient,
            boolean may) {
        UserModel user = user(fhirUser, links);

        assertThat(FhirUser.mayActFor(patient, FhirUser.of(user, ONE_OF_TWO), FhirUser.patientsOf(user, ONE_OF_TWO)))
                .isEqualTo(may);
    }

    private static UserModel user(String fhirUser, String links) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put(FhirUser.ATTRIBUTE, fhirUser);
        attributes.put(FhirUser.PATIENTS_ATTRIBUTE, links);
        return (UserModel) Proxy.newProxyInstance(UserModel.class.getClassLoader(), new Class<?>[] {UserModel.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("getAttributeStream")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return Optional.ofNullable(attributes.get((String) arguments[0])).stream()
                            .flatMap(values -> Stream.of(values.split(" ")));
                });
    }
}
