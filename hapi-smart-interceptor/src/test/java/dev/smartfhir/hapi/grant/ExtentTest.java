package dev.smartfhir.hapi.grant;

import static dev.smartfhir.hapi.Rules.COMPARTMENT;
import static dev.smartfhir.hapi.Rules.grants;
import static dev.smartfhir.hapi.Rules.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.hapi.authentication.VerifiedToken;
import dev.smartfhir.hapi.constraint.ConstraintMatcher;
import dev.smartfhir.hapi.user.FhirUser;
import dev.smartfhir.hapi.user.UserAccess;
import dev.smartfhir.scopes.Context;
import dev.smartfhir.scopes.Interaction;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtentTest {

    private static final Need SEARCH = Need.search("Observation");
    private static final FhirUser DOCTOR = new FhirUser("Practitioner", "d");

    @ParameterizedTest
    @ValueSource(strings = {"patient/Observation.r", "patient/Observation.s?code=x", "user/Observation.s", "openid",
            "patient/Condition.s", "launch/patient"})
    void reachesNothingForAPatientByOtherScopes(String scopes) {
        assertThat(grants("X", scopes).extent(SEARCH)).isEqualTo(Extent.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Practitioner", "Organization", "Bundle", "Group", "Device", "*"})
    void reachesNoTypeThatIsNotAboutAPatient(String type) {
        assertThat(grants("X", "patient/*.cruds").extent(Need.search(type))).isEqualTo(Extent.NONE);
        assertThat(grants(DOCTOR, UserAccess.compartmentsOf(Set.of("X")), "user/*.cruds").extent(Need.search(type)))
                .isEqualTo(Extent.NONE);
    }

    @Test
    void unitesWhatEachScopeReaches() {
        assertThat(grants("X", "patient/Observation.s").extent(SEARCH)).isEqualTo(Extent.of(Set.of("X")));
        assertThat(grants("X", "patient/Observation.s system/Observation.s").extent(SEARCH)).isEqualTo(Extent.EVERY);
        assertThat(Extent.of(Set.of("X")).union(Extent.of(Set.of("Y")))).isEqualTo(Extent.of(Set.of("X", "Y")));
        assertThat(Extent.of(Set.of("X")).union(Extent.EVERY)).isEqualTo(Extent.EVERY);
        assertThat(Extent.NONE.union(Extent.NONE).isNone()).isTrue();
    }

    @Test
    void takesFromThePolicyWhatItSaysAndNoIdThatIsNone() {
        assertThat(grants(DOCTOR, UserAccess.everything(), "user/Observation.s").extent(SEARCH))
                .isEqualTo(Extent.EVERY);
        assertThat(grants(DOCTOR, UserAccess.nothing(), "user/*.cruds").extent(SEARCH)).isEqualTo(Extent.NONE);
        assertThat(grants(DOCTOR, UserAccess.compartmentsOf(Set.of("X", "Y z", "Patient/Q", "*")), "user/*.cruds")
                .extent(SEARCH)).isEqualTo(Extent.of(Set.of("X")));
    }

    @Test
    void asksThePolicyOnlyForAUserScopeThatCoversTheNeedAndOnce() {
        AtomicInteger asked = new AtomicInteger();
        TokenGrants reader = new TokenGrants(URI.create("https://fhir.example/fhir"), COMPARTMENT,
                ConstraintMatcher.NONE, SecurityContexts.NONE, request -> {
            asked.incrementAndGet();
            assertThat(request.user()).isEqualTo(DOCTOR);
            assertThat(request.issuer()).isEqualTo("https://as.example/realms/smart");
            return UserAccess.everything();
        });
        Grants grants = reader.of(claims("user/Observation.s", Map.of("fhirUser", "Practitioner/d")));
        assertThat(grants.reaches(new Need(Interaction.READ, "Observation"))).isFalse();
        assertThat(grants.reaches(Need.search("Condition"))).isFalse();
        assertThat(asked).hasValue(0);
        assertThat(grants.allows(SEARCH)).isTrue();
        assertThat(grants.allows(SEARCH)).isTrue();
        assertThat(asked).hasValue(1);
        assertThat(reader.of(claims("user/Observation.s", Map.of())).reaches(SEARCH)).isFalse();
        assertThat(asked).hasValue(1);
    }

    @Test
    void reachesNothingForAPatientClaimThatIsNotOneId() {
        TokenGrants reader = new TokenGrants(
                URI.create("https://fhir.example/fhir"), COMPARTMENT, ConstraintMatcher.NONE, SecurityContexts.NONE,
                request -> UserAccess.nothing());
        for (Object claim : List.of("Patient/X", List.of("X"), List.of("X", "Y"), "", "X,Y", 1, true)) {
            assertThat(reader.of(claims("patient/*.cruds", Map.of("patient", claim))).reaches(SEARCH))
                    .as(claim.toString()).isFalse();
        }
        assertThat(reader.of(claims("patient/*.cruds", Map.of("patient", "X"))).reaches(SEARCH)).isTrue();
    }

    @Test
    void coversAResourceByItsBodyAndTheUserByItsId() {
        Grants grants = grants("X", "patient/Observation.r");
        assertThat(grants.shows(new Observation().setSubject(new Reference("Patient/X")))).isTrue();
        assertThat(grants.shows(new Observation().setSubject(new Reference("Patient/Y")))).isFalse();
        assertThat(grants.shows(new Observation())).isFalse();
        assertThat(grants.shows("Observation")).isFalse();
        Practitioner doctor = (Practitioner) new Practitioner().setId("Practitioner/d");
        assertThat(grants(DOCTOR, UserAccess.nothing(), "openid fhirUser").shows(doctor)).isTrue();
        assertThat(grants(DOCTOR, UserAccess.nothing(), "openid fhirUser").shows(new Practitioner())).isFalse();
        assertThat(grants(DOCTOR, UserAccess.nothing(), "fhirUser").shows(doctor)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"patient/Claim.r, Observation, PATIENT", "patient/Claim.r, Practitioner, SYSTEM",
            "patient/Observation.s?code=x, Observation, PATIENT", "patient/*.s, Observation, SYSTEM"})
    void hintsAtTheContextThatFitsTheToken(String scopes, String type, Context context) {
        assertThat(grants("X", scopes).contextFor(List.of(Need.search(type)))).isEqualTo(context);
    }

    private static VerifiedToken claims(String scopes, Map<String, Object> claims) {
        VerifiedToken plain = token("app", scopes);
        return new VerifiedToken(
                plain.issuer(), plain.subject(), plain.clientId(), plain.scopes(), claims, plain.expiresAt());
    }
}
