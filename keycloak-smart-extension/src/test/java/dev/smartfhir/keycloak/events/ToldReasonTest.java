package dev.smartfhir.keycloak.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToldReasonTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', nullValues = "-", value = {
        "-, -",
        "The code is unknown or has expired, The code is unknown or has expired",
        "The client's ceilings no longer cover the token's scopes,"
                + " The client's ceilings no longer cover the token's scopes",
        "The scope 'patient/p-77.rs' is malformed at character 9, The scope '...' is malformed at character 9",
        "The scope 'user/Patient.r?_id=p-77' is constrained by '_id', The scope '...' is constrained by '...'",
        "The scope 'it's-p-77' is malformed at character 3, The scope '...' is malformed at character 3",
        "The scope 'a'b'c' is constrained by 'd'e': no, The scope '...' is constrained by '...': no",
        "A client scope named system/Patient.rs?identifier=p-77 would allow it,"
                + " A client scope named system/Patient.rs?... would allow it",
        "named system/A.rs?x=p-77 user/B.rs?y=p-77, named system/A.rs?... user/B.rs?..."})
    void tellsTheRuleAndNoWordOfTheAppAndNoConstraint(String reason, String told) {
        assertThat(ToldReason.of(reason)).isEqualTo(told);
    }
}
