package dev.smartfhir.hapi.response;

import static dev.smartfhir.hapi.Rules.grants;
import static dev.smartfhir.hapi.Rules.token;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import dev.smartfhir.hapi.paging.PageLinks;
import dev.smartfhir.hapi.paging.PageSignature;
import dev.smartfhir.hapi.refusal.Outcome;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.ClaimResponse;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResponseFilterTest {

    private static final String CLAIM_RESPONSES = "system/ClaimResponse.rs";

    private final ResponseFilter filter = new ResponseFilter(new PageLinks(new PageSignature(Optional.empty())));

    @ParameterizedTest
    @EnumSource(value = RestOperationTypeEnum.class,
            names = {"SEARCH_TYPE", "SEARCH_SYSTEM", "HISTORY_TYPE", "HISTORY_SYSTEM", "HISTORY_INSTANCE", "GET_PAGE"})
    void leavesOutOfAResultWhatTheTokenDoesNotShow(RestOperationTypeEnum interaction) {
        Bundle result = new Bundle().setType(BundleType.SEARCHSET);
        result.addEntry().setResource(new ClaimResponse());
        result.addEntry().setResource(new Claim());
        result.addEntry().setResource(new OperationOutcome());
        respond(interaction, result, CLAIM_RESPONSES);
        assertThat(result.getEntry()).extracting(entry -> entry.getResource().fhirType())
                .containsExactly("ClaimResponse", "OperationOutcome");
    }

    @ParameterizedTest
    @EnumSource(value = RestOperationTypeEnum.class, names = {"CREATE", "UPDATE", "PATCH", "DELETE", "READ", "VREAD",
            "EXTENDED_OPERATION_INSTANCE", "GRAPHQL_REQUEST"})
    void blanksTheBodyOfWhateverTheTokenDoesNotShow(RestOperationTypeEnum interaction) {
        assertThat(respond(interaction, new Patient(), "system/Patient.cud")).isNull();
        assertThat(respond(interaction, new Patient(), CLAIM_RESPONSES)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"CREATE, system/Patient.cr", "UPDATE, system/Patient.us", "PATCH, system/*.ru"})
    void answersAWriteWithTheBodyWhereItMayBeRead(RestOperationTypeEnum interaction, String scopes) {
        assertThat(respond(interaction, new Patient(), scopes)).isInstanceOf(Patient.class);
    }

    @Test
    void answersAWriteWithAnOutcome() {
        assertThat(respond(RestOperationTypeEnum.DELETE, new OperationOutcome(), "system/Patient.d")).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(value = RestOperationTypeEnum.class, names = {"READ", "VREAD"})
    void doesNotLookInsideAStoredBundle(RestOperationTypeEnum interaction) {
        Bundle stored = new Bundle().setType(BundleType.SEARCHSET);
        stored.addEntry().setResource(new Patient());
        respond(interaction, stored, "system/Bundle.r");
        assertThat(stored.getEntry()).hasSize(1);
    }

    @Test
    void doesNotLookInsideAStoredBundleThatASearchFinds() {
        Bundle stored = new Bundle().setType(BundleType.COLLECTION);
        stored.addEntry().setResource(new Patient());
        Bundle result = new Bundle().setType(BundleType.SEARCHSET);
        result.addEntry().setResource(stored);
        respond(RestOperationTypeEnum.SEARCH_TYPE, result, "system/Bundle.s");
        assertThat(stored.getEntry()).hasSize(1);
    }

    @Test
    void filtersEveryAnswerInABatchAndTheResultsInsideThem() {
        Bundle result = new Bundle().setType(BundleType.SEARCHSET);
        result.addLink().setRelation("next").setUrl("http://x/fhir?_getpages=1");
        result.addEntry().setResource(new ClaimResponse());
        result.addEntry().setResource(new Claim());
        Bundle response = new Bundle().setType(BundleType.BATCHRESPONSE);
        response.addEntry().setResource(new Patient()).getResponse().setStatus("200 OK");
        response.addEntry().setResource(result).getResponse().setStatus("200 OK");
        response.addEntry().setResource(new Bundle().setType(BundleType.COLLECTION));
        respond(RestOperationTypeEnum.TRANSACTION, response, CLAIM_RESPONSES);
        assertThat(response.getEntry().get(0).getResource()).isNull();
        assertThat(response.getEntry().get(0).getResponse().getStatus()).isEqualTo("200 OK");
        assertThat(result.getEntry()).hasSize(1);
        assertThat(result.getLinkFirstRep().getUrl()).contains("&_smart=");
        assertThat(response.getEntry().get(2).getResource()).isNull();
    }

    @Test
    void makesTellingErrorsOfEntriesNeutral() {
        Bundle response = new Bundle().setType(BundleType.BATCHRESPONSE);
        response.addEntry().getResponse().setStatus("400 Bad Request").setOutcome(Outcome.of(
                IssueType.PROCESSING, "x", "HAPI-1094: Resource Patient/17 not found, in path: Claim.patient"));
        response.addEntry().getResponse().setStatus("500 Internal Server Error").setOutcome(Outcome.of(
                IssueType.PROCESSING, "x", "SELECT * FROM HFJ_RESOURCE"));
        respond(RestOperationTypeEnum.TRANSACTION, response, "system/Claim.cr");
        assertThat(response.getEntry().get(0).getResponse().getStatus()).isEqualTo("409 Conflict");
        assertThat(response.getEntry()).allSatisfy(entry -> {
            OperationOutcome outcome = (OperationOutcome) entry.getResponse().getOutcome();
            assertThat(outcome.getIssue()).hasSize(1);
            assertThat(outcome.getIssueFirstRep().getDiagnostics()).doesNotContain("Patient/17").doesNotContain("HFJ");
        });
    }

    @Test
    void givesDetailsToErrorsOfEntriesAndLeavesSuccessesAsTheyAre() {
        Bundle response = new Bundle().setType(BundleType.BATCHRESPONSE);
        OperationOutcome error = new OperationOutcome();
        error.addIssue().setDiagnostics("HAPI-2001: Resource Claim/1 is not known");
        response.addEntry().getResponse().setStatus("404 Not Found").setOutcome(error);
        OperationOutcome success = new OperationOutcome();
        success.addIssue().setDiagnostics("fine");
        response.addEntry().getResponse().setStatus("201 Created").setOutcome(success);
        respond(RestOperationTypeEnum.TRANSACTION, response, "system/Claim.cr");
        assertThat(error.getIssueFirstRep().getDetails().getText()).contains("is not known");
        assertThat(error.getIssueFirstRep().getDetails().getCodingFirstRep().getCode()).isEqualTo("not-found");
        assertThat(success.getIssueFirstRep().hasDetails()).isFalse();
    }

    @Test
    void leavesTheCapabilityStatementOpen() {
        assertThat(respond(RestOperationTypeEnum.METADATA, new CapabilityStatement(), "openid")).isNotNull();
    }

    /** The history of one resource needs read: that search opens the whole type shows no version that read hides. */
    @ParameterizedTest
    @CsvSource({"HISTORY_INSTANCE, 1", "GET_PAGE, 1", "HISTORY_TYPE, 2"})
    void showsOfAHistoryOfOneResourceTheVersionsThatMayBeRead(RestOperationTypeEnum interaction, int shown) {
        Bundle history = new Bundle().setType(BundleType.HISTORY).setTotal(3);
        history.addEntry().setResource(new Observation().setSubject(new Reference("Patient/X")));
        history.addEntry().setResource(new Observation().setSubject(new Reference("Patient/Y")));
        String scopes = "patient/Observation.r system/Observation.s";
        filter.filter(interaction, new ResponseDetails(200, history), token("app", scopes), grants("X", scopes),
                FilteredSearches.NONE, Optional.empty());
        assertThat(history.getEntry()).hasSize(shown);
        assertThat(history.hasTotal()).isFalse();
    }

    /** The entries of a batch share what is known of their searches. */
    @ParameterizedTest
    @CsvSource({"http://x/fhir/Observation?_id=1, false", "http://x/fhir/Patient/1/Observation?a=b, false",
            "http://x/fhir/Encounter?_count=0, true", "http://x/fhir/Encounter/_search, true", "http://x/fhir?a=b, false"})
    void keepsTheTotalOfAnEmptyResultWhereAnotherTypeIsFiltered(String self, boolean kept) {
        Bundle result = new Bundle().setType(BundleType.SEARCHSET).setTotal(4);
        result.addLink().setRelation("self").setUrl(self);
        String scopes = "system/Encounter.rs patient/Observation.rs";
        filter.filter(RestOperationTypeEnum.SEARCH_TYPE, new ResponseDetails(200, result), token("app", scopes),
                grants("X", scopes),
                new FilteredSearches(Set.of("Observation"), "Observation"::equals, page -> { }, false),
                Optional.empty());
        assertThat(result.hasTotal()).isEqualTo(kept);
    }

    private IBaseResource respond(RestOperationTypeEnum interaction, IBaseResource resource, String scopes) {
        ResponseDetails response = new ResponseDetails(200, resource);
        filter.filter(interaction, response, token("hospital-a", scopes), grants(scopes),
                FilteredSearches.NONE, Optional.empty());
        return response.getResponseResource();
    }
}
