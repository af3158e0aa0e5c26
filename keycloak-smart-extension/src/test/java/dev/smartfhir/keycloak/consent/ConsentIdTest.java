package dev.smartfhir.keycloak.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions as ids that Keycloak's consent store can hold. */
class ConsentIdTest {

    private final Map<String, String> attributes = new HashMap<>();

    @ParameterizedTest
    @ValueSource(strings = {"patient/Observation.rs", "user/*.cruds", "launch/patient", "patient/Observation.read",
        "patient/MedicationAdministration.rs", "patient/Observation.rs?code=x",
        "user/ClaimResponse.rs?requestor=Organization/org-A21030000I",
        "patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory",
        "user/Observation.rs user/Condition.rs", "patient/Claim.r @https://h/fhir"})
    void isReadAgainByAnyNode(String text) {
        for (boolean granted : new boolean[] {true, false}) {
            ConsentId id = new ConsentId(granted, text);
            id.attribute().ifPresent(name -> attributes.put(name, text));

            assertThat(id.id()).hasSizeLessThanOrEqualTo(36).contains(" ").startsWith(granted ? "+ " : "- ");
            assertThat(ConsentId.read(id.id(), attributes::get)).contains(id);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "+ ", "-", "- ", "* x", "+patient/Observation.rs", "patient/Observation.rs",
        "+ offline_access", "+ patient/Observation", "+ patient/Observation.rs?code=x", "+ #", "+ #short",
        "+ #AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "+ #AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "+ patient/Observation.rs patient/X.rs", "+  patient/Observation.rs", "+ patient/MedicationAdministrations.rs",
        "4f2c36d0-8f2e-4f0a-9d0e-1f6f0f7f3b7a", "+ system", "+ openid"})
    void whatIsNoIdIsNothing(String id) {
        assertThat(ConsentId.read(id, attributes::get)).isEmpty();
    }

    @Test
    void aDecisionAboutOneServerIsNoneAboutAnother() {
        ConsentId here = new ConsentServer("@https://h/fhir").decided(true, "patient/Claim.r");

        assertThat(here.scopes()).isEqualTo("patient/Claim.r");
        assertThat(new ConsentServer("@https://h/fhir").isOf(here)).isTrue();
        assertThat(new ConsentServer("@https://h/fhir2").isOf(here)).isFalse();
        assertThat(ConsentServer.ONLY.isOf(here)).isFalse();
        assertThat(new ConsentServer("@https://h/fhir").isOf(ConsentServer.ONLY.decided(true, "patient/Claim.r")))
                .isFalse();
    }

    @Test
    void aTextThatIsNotWhatItIsNamedAfterIsNothing() {
        ConsentId id = new ConsentId(true, "patient/Observation.rs?code=x");
        attributes.put(id.attribute().orElseThrow(), "patient/*.cruds");

        assertThat(ConsentId.read(id.id(), attributes::get)).isEmpty();
    }

    @Test
    void textsWithConstraintsDoNotRelyOnTheCaseOfIds() {
        assertThat(new ConsentId(true, "patient/Claim.r?use=a").id())
                .isNotEqualToIgnoringCase(new ConsentId(true, "patient/Claim.r?use=A").id());
    }

    @ParameterizedTest
    @CsvSource({"offline_access,true", "some-scope-of-a-realm-with-a-very-long-name,true"})
    void otherScopesCanBeDeclinedButNotGranted(String name, boolean readable) {
        ConsentId declined = new ConsentId(false, name);
        declined.attribute().ifPresent(attribute -> attributes.put(attribute, name));
        ConsentId granted = new ConsentId(true, name);

        assertThat(ConsentId.read(declined.id(), attributes::get).isPresent()).isEqualTo(readable);
        assertThat(ConsentId.read(granted.id(), attributes::get)).isEmpty();
    }

    @Test
    void aTextOfAnyLengthHasAnIdButTooLongOnesAreNotRead() {
        String text = "patient/Observation.rs?code=" + "x".repeat(ConsentId.LONGEST_TEXT);
        ConsentId id = new ConsentId(true, text);
        attributes.put(id.attribute().orElseThrow(), text);

        assertThat(id.id()).hasSizeLessThanOrEqualTo(36);
        assertThat(ConsentId.read(id.id(), attributes::get)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid", "patient/Observation.rs", "+", "-", "+x", "launch/patient", ""})
    void noWordOfARequestIsWrittenLikeAnId(String word) {
        assertThat(ConsentId.isWritten(word)).isFalse();
    }
}
