package dev.smartfhir.keycloak.tokens;

import static dev.smartfhir.keycloak.tokens.Grants.CONTEXT;
import static dev.smartfhir.keycloak.tokens.Grants.PRACTITIONER;
import static dev.smartfhir.keycloak.tokens.Grants.grant;
import static dev.smartfhir.keycloak.tokens.Grants.state;
import static dev.smartfhir.keycloak.tokens.Grants.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.keycloak.consent.StandingConsent;
import dev.smartfhir.keycloak.context.LaunchContext;
import dev.smartfhir.keycloak.grant.Refusal;
import dev.smartfhir.keycloak.grant.UserGrant;
import dev.smartfhir.keycloak.identity.FhirUser;
import dev.smartfhir.scopes.ScopeSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is left of a grant when tokens are issued (REF-05, REF-10, SEC-13). */
class StandingGrantTest {

    private static final String ORDINARY = "openid fhirUser offline_access online_access";

    static Stream<Arguments> usersWhoMayNoLonger() {
        return Stream.of(
                Arguments.of("another Patient", user("Patient", "p2"), new String[0]),
                Arguments.of("another Patient with a link", user("Patient", "p2"), new String[] {"p1"}),
                Arguments.of("a RelatedPerson without links", user("RelatedPerson", "r1"), new String[0]),
                Arguments.of("a RelatedPerson of others", user("RelatedPerson", "r1"), new String[] {"p2", "p3"}),
                Arguments.of("a Person without links", user("Person", "x"), new String[0]),
                Arguments.of("a Practitioner bound to others", PRACTITIONER, new String[] {"p2"}),
                Arguments.of("someone without a resource bound to others", null, new String[] {"p2"}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("usersWhoMayNoLonger")
    void refusesWhereTheUserNoLongerActsForThePatientInContext(String who, FhirUser user, String[] links) {
        UserGrant grant = grant("patient/*.rs", "openid", LaunchContext.ofPatient("p1"));

        assertThatThrownBy(() -> StandingGrant.of(grant, state("patient/*.rs", ORDINARY, user, links)))
                .isInstanceOf(Refusal.class)
                .extracting(refusal -> ((Refusal) refusal).error()).isEqualTo("invalid_grant");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "patient/*.rs          | patient/Observation.rs | patient/Observation.rs",
        "patient/*.cruds       | patient/*.rs           | patient/*.rs",
        "patient/Patient.read  | patient/*.rs           | patient/Patient.read",
        "patient/Patient.rs launch/patient | patient/Patient.rs | patient/Patient.rs",
        "launch launch/patient launch/encounter | launch | launch",
        "user/Observation.rs patient/Observation.rs | user/*.rs | user/Observation.rs",
        "__introspect patient/Patient.r | __introspect | __introspect"})
    void isNarrowedToTheCeilingsOfThisMoment(String granted, String ceilings, String left) {
        StandingGrant standing = StandingGrant.of(grant(granted, "", CONTEXT),
                state(ceilings, ORDINARY, PRACTITIONER));

        assertThat(standing.grant().scope()).isEqualTo(left);
        assertThat(standing.grant().context()).isEqualTo(CONTEXT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "?requestor=A              | ?requestor=A             | ?requestor=A",
        "?requestor=A,B            | ?requestor=A             | ?requestor=A",
        "?requestor=A,B            | ?requestor=B,C           | ?requestor=B",
        "?requestor=A              | ?requestor=A,B           | ?requestor=A",
        "?requestor=A              | ''                       | ?requestor=A",
        "''                        | ?requestor=B             | ?requestor=B",
        "?requestor=A&status=x     | ?requestor=A             | ?requestor=A&status=x",
        "?_security=s!A&_security=t!N | ?_security=s!A        | ?_security=s!A&_security=t!N",
        "?_security=s!A,s!B&_security=t!N | ?_security=s!B    | ?_security=t!N&_security=s!B"})
    void keepsTheValuesThatTheCeilingsOfThisMomentHaveInCommonWithIt(String granted, String ceiling, String left) {
        String type = "user/ClaimResponse.rs";
        StandingGrant standing = StandingGrant.of(grant(type + granted.replace('!', '|'), "", CONTEXT),
                state(type + ceiling.replace('!', '|'), ORDINARY, PRACTITIONER));

        assertThat(standing.grant().scope()).isEqualTo(type + left.replace('!', '|'));
    }

    @ParameterizedTest
    @CsvSource({"?requestor=A,?requestor=B", "?_security=A,?_security=B", "?_security=s|A&_security=t|N,?_security=s|B",
        "?requestor=A&_security=A,?requestor=B&_security=B", "?requestor=A&_security=A,?requestor=A&_security=B"})
    void aConstraintThatTheCeilingsContradictIsNeverJoinedToTheirs(String granted, String ceiling) {
        String type = "user/ClaimResponse.rs";

        assertThatThrownBy(() -> StandingGrant.of(grant(type + granted, "", CONTEXT),
                state(type + ceiling, ORDINARY, PRACTITIONER))).isInstanceOf(Refusal.class)
                .extracting(refusal -> ((Refusal) refusal).error()).isEqualTo("invalid_scope");
    }

    @ParameterizedTest
    @CsvSource({"patient/*.rs,user/*.rs", "patient/*.rs,launch/patient", "launch,launch/patient"})
    void refusesWhenNothingIsLeft(String granted, String ceilings) {
        assertThatThrownBy(() -> StandingGrant.of(grant(granted, "", CONTEXT), state(ceilings, ORDINARY, PRACTITIONER)))
                .isInstanceOf(Refusal.class)
                .extracting(refusal -> ((Refusal) refusal).error()).isEqualTo("invalid_scope");
    }

    @Test
    void refusesWhereTheFhirServerIsNoLongerTheClients() {
        StandingGrant.State state = new StandingGrant.State(ScopeSet.parse("launch"), Set.of(ORDINARY.split(" ")),
                true, Optional.of(PRACTITIONER), Set.of(), false, StandingConsent.notNeeded());

        assertThatThrownBy(() -> StandingGrant.of(grant("launch", "openid", CONTEXT), state))
                .isInstanceOf(Refusal.class)
                .extracting(refusal -> ((Refusal) refusal).error()).isEqualTo("invalid_grant");
    }

    @Test
    void refusesForTheTimeBeingWhereNobodySaysForWhomTheUserActs() {
        StandingGrant.State state = new StandingGrant.State(ScopeSet.parse("launch"), Set.of(ORDINARY.split(" ")),
                true, Optional.of(new FhirUser("RelatedPerson", "1", "https://fhir.example/RelatedPerson/1")),
                Set.of(FhirUser.UNREACHABLE), true, StandingConsent.notNeeded());

        assertThatThrownBy(() -> StandingGrant.of(grant("launch", "openid", CONTEXT), state))
                .isInstanceOf(Refusal.class).matches(refusal -> ((Refusal) refusal).isTemporary())
                .extracting(refusal -> ((Refusal) refusal).status().getStatusCode()).isEqualTo(503);
    }

    @Test
    void widerCeilingsAddNothing() {
        StandingGrant standing = StandingGrant.of(grant("patient/Patient.r", "openid", CONTEXT),
                state("patient/*.cruds user/*.cruds launch", ORDINARY + " profile", PRACTITIONER));

        assertThat(standing.grant().scope()).isEqualTo("openid patient/Patient.r");
    }

    @Test
    void neverHoldsASystemScope() {
        StandingGrant standing = StandingGrant.of(grant("system/*.rs", "openid", CONTEXT),
                state("system/*.rs", ORDINARY, PRACTITIONER));

        assertThat(standing.grant().scope()).isEqualTo("openid");
    }

    @Test
    void leavesPatientScopesOutWithoutAPatientAndUserScopesWithoutAUser() {
        String scopes = "patient/*.rs user/*.rs";
        StandingGrant standing = StandingGrant.of(grant(scopes, "openid fhirUser", LaunchContext.none()),
                state(scopes, ORDINARY, null));

        assertThat(standing.grant().scope()).isEqualTo("openid");
        assertThat(standing.fhirUserOfAccessToken()).isEmpty();
    }

    @Test
    void leavesOrdinaryScopesOutThatAreNoLongerAssigned() {
        StandingGrant standing = StandingGrant.of(grant("launch", "openid profile fhirUser offline_access", CONTEXT),
                state("launch", "openid offline_access", PRACTITIONER));

        assertThat(standing.grant().scope()).isEqualTo("openid offline_access launch");
    }

    @Test
    void leavesRefreshScopesOutWhereTheClientGetsNoRefreshTokens() {
        StandingGrant.State state = new StandingGrant.State(ScopeSet.parse("launch"), Set.of(ORDINARY.split(" ")),
                false, Optional.empty(), Set.of(), true, StandingConsent.notNeeded());

        UserGrant left = StandingGrant.of(grant("launch", "offline_access online_access", CONTEXT), state).grant();

        assertThat(left.scope()).isEqualTo("launch");
        assertThat(left.isRenewable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "openid fhirUser, launch, true, true",
        "openid fhirUser, user/Patient.r, true, true",
        "openid, user/Patient.r, true, false",
        "openid, patient/Patient.r, false, false",
        "fhirUser, launch, false, false"})
    void tellsWhoTheUserIsOnlyWhereThatIsGranted(String ordinary, String scopes, boolean inAccess, boolean inId) {
        StandingGrant standing = StandingGrant.of(grant(scopes, ordinary, CONTEXT),
                state(scopes, ORDINARY, PRACTITIONER));

        assertThat(standing.fhirUserOfAccessToken().isPresent()).isEqualTo(inAccess);
        assertThat(standing.fhirUserOfIdToken().isPresent()).isEqualTo(inId);
    }
}
