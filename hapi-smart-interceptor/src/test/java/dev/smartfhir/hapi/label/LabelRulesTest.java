package dev.smartfhir.hapi.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import dev.smartfhir.hapi.Rules;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.grant.TokenContext;
import dev.smartfhir.hapi.user.UserAccess;
import dev.smartfhir.scopes.Interaction;
import dev.smartfhir.scopes.ScopeSet;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelRulesTest {

    private static final String A = "system/Bundle.cu?_security=S|a";

    private final LabelRules labels = new LabelRules();

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "system/Bundle.c?_security=S|a; ''; S|a",
            "system/Bundle.c?_security=S|a; S|a; S|a",
            "system/Bundle.c?_security=S|a; S|b; S|b S|a",
            "system/Bundle.c?_security=S|a; T|a; T|a S|a",
            "system/Bundle.c?_security=S|a&_security=S|a,S|b; ''; S|a",
            "system/Bundle.c?_security=S|a&_security=a; ''; S|a",
            "system/Bundle.c?_security=S|a&_security=T|b; ''; ''",
            "system/Bundle.c?_security=S|a&_security=T|b; T|b; T|b",
            "system/Bundle.c?_security=S|a system/Bundle.c?_security=S|b; S|b; S|b",
            "system/Bundle.c?_security=S|a system/Bundle.r?_security=S|b; ''; S|a",
            "system/Bundle.c?_security=S|a system/Patient.c?_security=S|b; ''; S|a",
            "system/Bundle.c?_security=S|a system/Bundle.c?_tag=S|t; ''; S|a",
            "system/Bundle.c?_security=S|a&_tag=S|t; ''; ''",
            "system/Bundle.c?_security=S|a,S|b; ''; ''",
            "system/Bundle.c?_security=a; ''; ''",
            "system/Bundle.c?_security=|a; ''; ''",
            "system/Bundle.c?_security=S|; ''; ''",
            "system/Bundle.c?_security=S|a&_security=b; ''; ''",
            "system/Bundle.c?_tag=S|a; ''; ''",
            "system/Bundle.u?_security=S|a; ''; ''",
            "system/Bundle.c; ''; ''"})
    void givesACreateTheLabelsThatItsScopeDemandsAndNothingElse(String scopes, String brought, String stored) {
        Bundle body = labelled(brought);
        labels.stamp(body, grants(scopes));
        assertThat(labelsOf(body)).isEqualTo(stored);
    }

    @Test
    void refusesACreateThatSeveralLabelsWouldFit() {
        Bundle body = labelled("");
        ForbiddenOperationException refused = catchThrowableOfType(ForbiddenOperationException.class,
                () -> labels.stamp(body, grants("system/Bundle.c?_security=S|a system/Bundle.c?_security=S|b")));
        assertThat(((OperationOutcome) refused.getOperationOutcome()).getIssueFirstRep().getDetails()
                .getCodingFirstRep().getCode()).isEqualTo("label");
        assertThat(refused.getResponseHeaders().get("WWW-Authenticate").get(0))
                .endsWith("scope=\"system/Bundle.c\"");
        assertThat(labelsOf(body)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"S|b", "S|a S|b", "T|a", "S|A", "S|a |a", "S|a S|"})
    void refusesALabelThatTheScopeDoesNotName(String brought) {
        assertThatThrownBy(() -> labels.check(Interaction.CREATE, Optional.empty(), labelled(brought), grants(A)))
                .isInstanceOf(ForbiddenOperationException.class);
        assertThatThrownBy(() -> labels.check(
                Interaction.UPDATE, Optional.of(labelled("S|a X|x")), labelled(brought + " X|x"), grants(A)))
                .isInstanceOf(ForbiddenOperationException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "system/Bundle.u?_security=S|a; S|a; S|a",
            "system/Bundle.u?_security=S|a; S|a X|x; S|a X|x",
            "system/Bundle.u?_security=S|a,S|b; S|a; S|b S|a",
            "system/Bundle.u?_security=a; S|a; S|a T|a",
            "system/Bundle.u?_security=S|a system/Bundle.u?_security=S|b; S|a; S|a S|b",
            "system/Bundle.u?_tag=S|t; X|x; X|x",
            "system/Bundle.u; S|a; S|b",
            "system/Bundle.u system/Bundle.u?_security=S|a; S|a; S|b"})
    void allowsLabelsThatWereThereOrThatTheScopeNames(String scopes, String before, String after) {
        assertThatCode(() -> labels.check(Interaction.UPDATE, Optional.of(labelled(before)), labelled(after),
                grants(scopes))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"system/Bundle.u?_tag=S|t", "system/Bundle.u?_security=S|b", "system/Bundle.c?_security=a"})
    void setsNoLabelThatNoPartOfTheScopeNamesWhichHoldsTheBody(String scopes) {
        assertThatThrownBy(() -> labels.check(Interaction.UPDATE, Optional.of(labelled("")),
                labelled("S|a"), grants(scopes))).isInstanceOf(ForbiddenOperationException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "system/Bundle.u?_security=S|a system/Bundle.u?_tag=T|t; S|b; S|b S|a",
            "system/Bundle.u?_security=S|a system/Bundle.u?_tag=T|t; ''; S|a",
            "system/Bundle.u?_security=S|a system/Bundle.u?_security=S|b&_tag=T|t; S|b; S|b S|a",
            "system/Bundle.u?_security=S|a&_tag=T|u system/Bundle.u?_security=S|b; S|b; S|b S|a"})
    void givesWhatAnotherScopeReachesNoLabel(String scopes, String before, String after) {
        Bundle stored = labelled(before);
        stored.getMeta().addTag("T", "t", null);
        Bundle body = labelled(after);
        body.getMeta().addTag("T", "t", null).addTag("T", "u", null);
        assertThatThrownBy(() -> labels.check(Interaction.UPDATE, Optional.of(stored), body, grants(scopes)))
                .isInstanceOf(ForbiddenOperationException.class);
        assertThatCode(() -> labels.check(Interaction.UPDATE, Optional.of(labelled("S|a")), labelled("S|a"),
                grants(scopes))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"S|a S|b", "S|a", "S|b"})
    void letsNobodyGetAtAnotherLabelByNarrowingAScope(String brought) {
        Grants narrowed = grants("system/Bundle.cu?_security=S|a&_security=S|b");
        Bundle body = labelled(brought);
        labels.stamp(body, narrowed);
        assertThat(labelsOf(body)).isEqualTo(brought);
        assertThatThrownBy(() -> labels.check(Interaction.CREATE, Optional.empty(), body, narrowed))
                .isInstanceOf(ForbiddenOperationException.class);
        assertThatCode(() -> labels.check(Interaction.UPDATE, Optional.of(labelled("S|a S|b")), body, narrowed))
                .doesNotThrowAnyException();
    }

    @Test
    void givesNoLabelOfAClientsScopeToWhatIsReachedForAPatient() {
        Grants mixed = new Grants(
                ScopeSet.parse("patient/Condition.u system/Condition.u?_security=S|a"), Rules.COMPARTMENT,
                new MetaMatcher(), new TokenContext(
                        Optional.of("X"), Optional.empty(), (user, need) -> UserAccess.nothing()));
        Condition others = new Condition().setSubject(new Reference("Patient/X"));
        others.getMeta().addSecurity("S", "b", null);
        Condition opened = others.copy();
        opened.getMeta().addSecurity("S", "a", null);
        assertThatThrownBy(() -> labels.check(Interaction.UPDATE, Optional.of(others), opened, mixed))
                .isInstanceOf(ForbiddenOperationException.class);
        assertThatCode(() -> labels.check(Interaction.UPDATE, Optional.of(opened), opened.copy(), mixed))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesEveryNewLabelToATokenForAPatient() {
        Patient body = new Patient();
        body.setId("X");
        body.getMeta().addSecurity("S", "a", null);
        Grants patient = Rules.grants("X", "patient/*.cruds");
        assertThatThrownBy(() -> labels.check(Interaction.UPDATE, Optional.of(new Patient().setId("X")), body, patient))
                .isInstanceOf(ForbiddenOperationException.class);
        assertThatCode(() -> labels.check(Interaction.UPDATE, Optional.of(body.copy()), body, patient))
                .doesNotThrowAnyException();
    }

    @Test
    void takesALabelForTheSameWhateverIsDisplayed() {
        Bundle after = new Bundle();
        after.getMeta().addSecurity(new Coding("S", "x", "another text").setUserSelected(true).setVersion("2"));
        labels.carry(labelled("S|x S|a"), after);
        assertThat(labelsOf(after)).isEqualTo("S|x S|a");
        assertThatCode(() -> labels.check(Interaction.UPDATE, Optional.of(labelled("S|x S|a")), after, grants(A)))
                .doesNotThrowAnyException();
    }

    @Test
    void carriesLabelsAndTagsIntoTheNewBodyWithAllTheyHold() {
        Bundle before = labelled("S|a");
        before.getMeta().getSecurityFirstRep().setDisplay("Hospital A").setVersion("1").setUserSelected(true);
        before.getMeta().addTag("S", "t", "Tag").addProfile("http://profile");
        Bundle after = new Bundle();
        after.getMeta().addTag("S", "u", null);
        labels.carry(before, after);
        assertThat(after.getMeta().getSecurity()).hasSize(1);
        assertThat(after.getMeta().getSecurityFirstRep().equalsDeep(before.getMeta().getSecurityFirstRep())).isTrue();
        assertThat(after.getMeta().getTag()).extracting(Coding::getCode).containsExactly("u", "t");
        assertThat(after.getMeta().getProfile()).isEmpty();
        labels.carry(before, before);
        labels.carry(before, after);
        assertThat(labelsOf(before)).isEqualTo("S|a");
        assertThat(labelsOf(after)).isEqualTo("S|a");
    }

    @Test
    void findsNoLabelInWhatABundleHoldsOrAResourceContains() {
        Bundle body = labelled("S|b");
        Bundle submitted = new Bundle();
        submitted.addEntry().setResource(body);
        Patient container = new Patient();
        container.addContained(new Patient().setMeta(labelled("S|b").getMeta()));
        assertThat(Label.allOf(submitted)).isEmpty();
        assertThat(Label.allOf(container)).isEmpty();
        labels.stamp(submitted, grants(A));
        assertThat(labelsOf(submitted)).isEqualTo("S|a");
        assertThat(labelsOf(body)).isEqualTo("S|b");
    }

    private static Grants grants(String scopes) {
        return Rules.grants(new MetaMatcher(), scopes);
    }

    private static Bundle labelled(String all) {
        Bundle bundle = new Bundle();
        for (String label : all.split(" ")) {
            if (!label.isEmpty()) {
                String[] halves = label.split("\\|", -1);
                Coding coding = bundle.getMeta().addSecurity();
                coding.setSystem(halves[0].isEmpty() ? null : halves[0]);
                coding.setCode(halves[1].isEmpty() ? null : halves[1]);
            }
        }
        return bundle;
    }

    private static String labelsOf(Bundle bundle) {
        return String.join(" ", bundle.getMeta().getSecurity().stream()
                .map(coding -> coding.getSystem() + "|" + coding.getCode())
                .toList());
    }
}
