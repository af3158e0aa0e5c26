package dev.smartfhir.keycloak.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ID-04 to ID-06: whose resource a user attribute names, and on which server. */
class FhirUserTest {

    private static final String BASE = "https://fhir.example/base/fhir";

    @ParameterizedTest
    @ValueSource(strings = {"", "Practitioner", "Practitioner/", "/1", "Practitioner/1/2", "Device/1", "patient/1",
        "Practitioner/1?x=y", "Practitioner/a b", "Practitioner/1#x", "Patient/../Practitioner/1",
        "https://other.example/base/fhir/Practitioner/1", "https://fhir.example/fhir/Practitioner/1",
        "https://fhir.example/base/fhir/x/Practitioner/1", "http://fhir.example/base/fhir/Practitioner/1",
        "https://fhir.example:8443/base/fhir/Practitioner/1", "https://fhir.example@evil/base/fhir/Practitioner/1",
        "https://fhir.example/base/fhir/Device/1", "urn:uuid:1", "Practitioner/1/_history/2"})
    void isNobodyWhereTheAttributeNamesNoUserOnThisServer(String attribute) {
        assertThat(FhirUser.read(attribute, BASE)).isEmpty();
    }

    @Test
    void isNobodyWhereTheIdIsTooLong() {
        assertThat(FhirUser.read("Patient/" + "1".repeat(65), BASE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Practitioner/1,Practitioner,1", "Patient/a-B.2,Patient,a-B.2", "PractitionerRole/1,PractitionerRole,1",
        "RelatedPerson/1,RelatedPerson,1", "Person/1,Person,1", "' Practitioner/1 ',Practitioner,1",
        "https://fhir.example/base/fhir/Practitioner/1,Practitioner,1",
        "HTTPS://FHIR.example/base/fhir/Practitioner/1,Practitioner,1"})
    void isAbsoluteUnderTheFhirBase(String attribute, String type, String id) {
        assertThat(FhirUser.read(attribute, BASE)).contains(new FhirUser(type, id, BASE + "/" + type + "/" + id));
        assertThat(FhirUser.read(attribute, BASE + "/").orElseThrow().url()).isEqualTo(BASE + "/" + type + "/" + id);
    }
}
