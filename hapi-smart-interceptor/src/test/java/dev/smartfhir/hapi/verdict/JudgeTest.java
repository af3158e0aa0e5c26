package dev.smartfhir.hapi.verdict;

import static dev.smartfhir.hapi.Rules.JUDGE;
import static dev.smartfhir.hapi.Rules.grants;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import dev.smartfhir.hapi.grant.Need;
import dev.smartfhir.scopes.Interaction;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {

    private static final Demands READ = Demands.of(Rule.INTERACTION, new Need(Interaction.READ, "Patient"));
    private static final Demands CONDITIONAL = Demands.of(Rule.CONDITIONAL, Need.search("Patient"));

    @Test
    void refusesByTheFirstDemandThatIsNotMetAndNamesAllThatIsNeeded() {
        Verdict verdict = JUDGE.judge(READ.and(CONDITIONAL), grants("system/Patient.r"));
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Forbidden.class, forbidden -> {
            assertThat(forbidden.rule()).isEqualTo(Rule.CONDITIONAL);
            assertThat(forbidden.scopes()).isEqualTo("system/Patient.rs");
        });
    }

    @Test
    void refusesWhatNoScopeOpensEvenForAWildcard() {
        Verdict verdict = JUDGE.judge(READ.and(Demands.forbiddenBy(Rule.OPERATION)), grants("system/*.cruds"));
        assertThat(verdict).isEqualTo(new Verdict.Forbidden(Rule.OPERATION, java.util.List.of()));
    }

    @Test
    void tellsThatARequestMakesNoSenseOnlyToWhomItWouldBeAllowed() {
        Demands demands = Demands.invalid("No.").and(READ);
        assertThat(JUDGE.judge(demands, grants("system/Claim.r"))).isInstanceOf(Verdict.Forbidden.class);
        assertThat(JUDGE.judge(demands, grants("system/Patient.r"))).isEqualTo(new Verdict.Invalid("No."));
    }

    @ParameterizedTest
    @CsvSource({"Subscription, system/*.cruds, false", "Subscription, system/Subscription.c, true",
            "StructureDefinition, system/StructureDefinition.c, false"})
    void opensAPrivilegedWriteOnlyToAScopeThatNamesItAndAnOperatorWhoOpensIt(
            String type, String scopes, boolean allowed) {
        Demands demands = Demands.of(Rule.PRIVILEGED_WRITE, new Need(Interaction.CREATE, type));
        assertThat(JUDGE.judge(demands, grants(scopes)).isAllowed()).isEqualTo(allowed);
    }

    @Test
    void answersARefusalWithTheSmallestScopeAndExactlyOneIssue() {
        BaseServerResponseException thrown = catchThrowableOfType(BaseServerResponseException.class,
                () -> Refusals.enforce(JUDGE.judge(READ, grants("system/Claim.r"))));
        assertThat(thrown.getStatusCode()).isEqualTo(403);
        assertThat(thrown.getResponseHeaders().get("WWW-Authenticate")).containsExactly(
                "Bearer realm=\"fhir\", error=\"insufficient_scope\", scope=\"system/Patient.r\"");
        OperationOutcome outcome = (OperationOutcome) thrown.getOperationOutcome();
        assertThat(outcome.getIssue()).hasSize(1);
        assertThat(outcome.getIssueFirstRep().getDetails().getCodingFirstRep().getCode()).isEqualTo("interaction");
        assertThat(outcome.getIssueFirstRep().getDetails().getText()).contains("system/Patient.r");
        assertThat(thrown.getStackTrace()).isEmpty();
    }

    @Test
    void namesNoScopeWhereNoneWouldHaveBeenEnough() {
        BaseServerResponseException thrown = catchThrowableOfType(BaseServerResponseException.class, () ->
                Refusals.enforce(JUDGE.judge(Demands.forbiddenBy(Rule.OPERATION), grants("system/*.cruds"))));
        assertThat(thrown.getResponseHeaders().get("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"fhir\", error=\"insufficient_scope\"");
    }

    @Test
    void letsPassWhatIsMet() {
        assertThatCode(() -> Refusals.enforce(JUDGE.judge(READ.and(CONDITIONAL), grants("system/Patient.rs"))))
                .doesNotThrowAnyException();
        assertThat(JUDGE.judge(Demands.none(), grants("openid")).isAllowed()).isTrue();
    }
}
