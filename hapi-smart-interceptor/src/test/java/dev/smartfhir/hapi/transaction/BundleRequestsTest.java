package dev.smartfhir.hapi.transaction;

import static dev.smartfhir.hapi.Rules.BUNDLES;
import static dev.smartfhir.hapi.Rules.grants;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.user.FhirUser;
import dev.smartfhir.hapi.user.UserAccess;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class BundleRequestsTest {

    private static final String TWPAS = "system/Bundle.crs system/ClaimResponse.rs";

    @Test
    void refusesAWholeTransactionForOneEntryAndNamesWhatAllOfItNeeds() {
        Bundle transaction = bundle(BundleType.TRANSACTION,
                entry(HTTPVerb.POST, "Bundle", new Bundle().setType(BundleType.COLLECTION)),
                entry(HTTPVerb.POST, "Patient", new Patient()));
        ForbiddenOperationException thrown = catchThrowableOfType(ForbiddenOperationException.class,
                () -> BUNDLES.admit(transaction, grants(TWPAS), false));
        assertThat(thrown.getResponseHeaders().get("WWW-Authenticate").get(0))
                .endsWith("scope=\"system/Bundle.c system/Patient.c\"");
        assertThat(transaction.getEntry()).hasSize(2);
    }

    @Test
    void refusesATransactionForAGetThatIsNotCovered() {
        Bundle transaction = bundle(BundleType.TRANSACTION,
                entry(HTTPVerb.GET, "ClaimResponse/1", null), entry(HTTPVerb.GET, "Patient/1", null));
        assertThatThrownBy(() -> BUNDLES.admit(transaction, grants(TWPAS), false))
                .isInstanceOf(ForbiddenOperationException.class);
    }

    @ParameterizedTest
    @EnumSource(value = BundleType.class, names = {"BATCH", "TRANSACTION"})
    void letsUsersReadTheirOwnRecordAsTheyDoAlone(BundleType type) {
        Grants user = grants(new FhirUser("RelatedPerson", "me"), UserAccess.nothing(), "openid fhirUser");
        Bundle bundle = bundle(type, entry(HTTPVerb.GET, "RelatedPerson/me", null));
        assertThat(BUNDLES.admit(bundle, user, false).refused().refusals()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RelatedPerson/other", "RelatedPerson/me/_history", "RelatedPerson/me/_history/1",
            "RelatedPerson?_id=me", "Patient/me", "RelatedPerson/me/$everything"})
    void opensNothingButTheReadOfTheUsersOwnRecord(String url) {
        Grants user = grants(new FhirUser("RelatedPerson", "me"), UserAccess.nothing(), "openid fhirUser");
        assertThatThrownBy(() -> BUNDLES.admit(
                bundle(BundleType.TRANSACTION, entry(HTTPVerb.GET, url, null)), user, false))
                .isInstanceOf(ForbiddenOperationException.class);
        assertThatThrownBy(() -> BUNDLES.admit(
                bundle(BundleType.TRANSACTION, entry(HTTPVerb.DELETE, "RelatedPerson/me", null)), user, false))
                .isInstanceOf(ForbiddenOperationException.class);
    }

    @Test
    void takesABundleWithoutATypeForATransactionAsHapiDoes() {
        Bundle bundle = bundle(null, entry(HTTPVerb.DELETE, "Patient/1", null));
        assertThatThrownBy(() -> BUNDLES.admit(bundle, grants(TWPAS), false))
                .isInstanceOf(ForbiddenOperationException.class);
    }

    @Test
    void refusesAnInvalidEntryOfATransactionOnlyAfterWhatIsForbidden() {
        Bundle invalid = bundle(BundleType.TRANSACTION, entry(HTTPVerb.GET, "http://other/Patient/1", null));
        assertThatThrownBy(() -> BUNDLES.admit(invalid, grants(TWPAS), false))
                .isInstanceOf(InvalidRequestException.class);
        Bundle both = bundle(BundleType.TRANSACTION, invalid.getEntryFirstRep(),
                entry(HTTPVerb.GET, "Patient/1", null));
        assertThatThrownBy(() -> BUNDLES.admit(both, grants(TWPAS), false))
                .isInstanceOf(ForbiddenOperationException.class);
    }

    @ParameterizedTest
    @EnumSource(value = BundleType.class, names = {"TRANSACTION", "BATCH", "NULL"}, mode = Mode.EXCLUDE)
    void tellsWhereABundleOfAnotherTypeBelongs(BundleType type) {
        assertThatThrownBy(() -> BUNDLES.admit(bundle(type), grants("system/*.cruds"), false))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("[base]/Bundle");
    }

    @Test
    void takesRefusedEntriesOutOfABatchAndPutsTheirAnswersBackInPlace() {
        BundleEntryComponent allowed = entry(HTTPVerb.GET, "ClaimResponse/1", null);
        Bundle batch = bundle(BundleType.BATCH, entry(HTTPVerb.DELETE, "Patient/1", null), allowed,
                entry(HTTPVerb.GET, "http://other/x", null), entry(HTTPVerb.DELETE, "Patient/2", null));
        RefusedEntries refused = BUNDLES.admit(batch, grants(TWPAS), false).refused();
        assertThat(batch.getEntry()).containsExactly(allowed);

        Bundle response = new Bundle().setType(BundleType.BATCHRESPONSE);
        response.addEntry().getResponse().setStatus("200 OK");
        refused.answerIn(response);
        assertThat(response.getEntry()).extracting(entry -> entry.getResponse().getStatus())
                .containsExactly("403 Forbidden", "200 OK", "400 Bad Request", "403 Forbidden");
        assertThat(response.getEntry().get(0).equalsDeep(response.getEntry().get(3))).isTrue();
        OperationOutcome outcome = (OperationOutcome) response.getEntryFirstRep().getResponse().getOutcome();
        assertThat(outcome.getIssue()).hasSize(1);
        assertThat(outcome.getIssueFirstRep().getDetails().getText()).contains("system/Patient.d");
    }

    @Test
    void answersABatchOfWhichNothingIsLeft() {
        Bundle batch = bundle(BundleType.BATCH, entry(HTTPVerb.DELETE, "Patient/1", null),
                entry(HTTPVerb.POST, "$export", null));
        RefusedEntries refused = BUNDLES.admit(batch, grants(TWPAS), false).refused();
        assertThat(batch.getEntry()).isEmpty();
        Bundle response = new Bundle();
        refused.answerIn(response);
        assertThat(response.getEntry()).hasSize(2);
    }

    @Test
    void leavesABatchAloneThatIsCovered() {
        Bundle batch = bundle(BundleType.BATCH, entry(HTTPVerb.GET, "ClaimResponse/1", null));
        RefusedEntries refused = BUNDLES.admit(batch, grants(TWPAS), false).refused();
        assertThat(refused.refusals()).isEmpty();
        SystemRequestDetails request = new SystemRequestDetails();
        refused.attachTo(request);
        assertThat(RefusedEntries.takeFrom(request)).isEmpty();
    }

    @Test
    void keepsTheAnswersWithTheirRequestUntilTheyAreGivenOnce() {
        Bundle batch = bundle(BundleType.BATCH, entry(HTTPVerb.DELETE, "Patient/1", null));
        RefusedEntries refused = BUNDLES.admit(batch, grants(TWPAS), false).refused();
        SystemRequestDetails request = new SystemRequestDetails();
        refused.attachTo(request);
        BUNDLES.admit(batch, grants(TWPAS), false).refused().attachTo(request);
        assertThat(RefusedEntries.takeFrom(request)).contains(refused);
        assertThat(RefusedEntries.takeFrom(request)).isEmpty();
    }

    private static Bundle bundle(BundleType type, BundleEntryComponent... entries) {
        return new Bundle().setType(type).setEntry(new ArrayList<>(List.of(entries)));
    }

    private static BundleEntryComponent entry(HTTPVerb method, String url, Resource body) {
        BundleEntryComponent entry = new BundleEntryComponent().setResource(body);
        entry.getRequest().setMethod(method).setUrl(url);
        return entry;
    }
}
