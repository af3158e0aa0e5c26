package dev.smartfhir.endtoend.twpas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mandatory searches of TWPAS with the token that it mandates, and what lies next to them (TW-12, D-05). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwpasQueriesIT {

    private static final String MANDATED = "system/Bundle.crs system/ClaimResponse.rs";
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");

    private final BackendService client;
    private final FhirClient fhir;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final TwpasCase mine;
    private final TwpasCase other;

    TwpasQueriesIT(Servers servers) {
        client = servers.clients().backendService("system/*.cruds");
        fhir = servers.fhir();
        mine = new TwpasCase(this::put, "AJ", "1", "2024-08-15", "審畢結果");
        other = new TwpasCase(this::put, "GA", "2", "2024-09-15", "審查中");
    }

    @ParameterizedTest
    @EnumSource(TwpasQuery.class)
    void findsTheDecisionAndNoOtherByUrlAndByBody(TwpasQuery query) {
        for (HttpAnswer answer : bothWays(MANDATED, mine.fill(query.right()))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(found(answer)).contains("ClaimResponse/" + mine.id()).doesNotContain(
                    "ClaimResponse/" + other.id());
        }
    }

    @ParameterizedTest
    @EnumSource(TwpasQuery.class)
    void findsNothingByAnotherValue(TwpasQuery query) {
        for (HttpAnswer answer : bothWays(MANDATED, mine.fill(query.wrong()))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(found(answer)).doesNotContain("ClaimResponse/" + mine.id(), "Claim/" + mine.id());
        }
    }

    @ParameterizedTest
    @EnumSource(TwpasQuery.class)
    void leavesTheIncludedClaimOutUnlessTheTokenCoversIt(TwpasQuery query) {
        for (HttpAnswer answer : bothWays(MANDATED, mine.fill(query.right()))) {
            assertThat(found(answer)).allMatch(one -> one.startsWith("ClaimResponse/"));
        }
        for (String more : List.of(" system/Claim.rs", " system/Claim.r")) {
            for (HttpAnswer answer : bothWays(MANDATED + more, mine.fill(query.right()))) {
                assertThat(found(answer).contains("Claim/" + mine.id())).isEqualTo(query.includesTheClaim());
                assertThat(found(answer)).doesNotContain("Claim/" + other.id());
            }
        }
    }

    @Test
    void countsAnIncludedClaimNeitherWayInTheTotal() {
        String query = mine.fill(TwpasQuery.CLAIM.right());
        for (String scope : List.of(MANDATED, MANDATED + " system/Claim.rs")) {
            assertThat(bothWays(scope, query)).allMatch(answer -> answer.json().path("total").asInt() == 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "request:Claim.patient:Patient.name=NAME", "request:Claim.patient.identifier=NATIONAL",
            "request.patient:Patient.name:exact=NAME", "request.patient.name:contains=大明",
            "request.patient.identifier=http://www.moi.gov.tw|NATIONAL", "request:Claim.identifier=ACCEPTANCE",
            "requestor:Organization.identifier=urn:institution|INSTITUTION",
            "request:Claim.func-type:Encounter.service-type=" + TwpasQuery.DEPARTMENTS + "|AJ"})
    void takesTheTypesThatTheChainsHaveAndExactOrPartialNames(String query) {
        for (HttpAnswer answer : bothWays(MANDATED, mine.fill(query))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(found(answer)).contains("ClaimResponse/" + mine.id());
        }
    }

    @Test
    void answersTheDepartmentWithItsSystemInAnUntypedChainWith400AsHapiItselfDoes() {
        for (HttpAnswer answer : bothWays(MANDATED, "request.func-type.service-type=" + TwpasQuery.DEPARTMENTS
                + "|AJ")) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("HAPI-1243");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "request.patient.birthdate=gt1960-01-01", "request.patient.family=x", "request.patient.gender=male",
            "request.patient._id=CLAIM", "request.patient._lastUpdated=gt2020", "request.patient=Patient/CLAIM",
            "request.patient.name.family=x", "request.patient.general-practitioner.name=x",
            "request.patient.organization.identifier=x", "request.patient.link.name=x",
            "request.provider.identifier=INSTITUTION", "request.enterer.identifier=x", "request.insurer.identifier=x",
            "request._id=CLAIM", "request.status=active", "request.created=gt2020", "request.func-type=Encounter/CLAIM",
            "request.func-type.status=planned", "request.func-type.patient.name=x", "request.encounter.status=x",
            "requestor.name=x", "requestor._id=CLAIM", "requestor.address-city=x", "requestor.partof.identifier=x",
            "patient.name=NAME", "patient.identifier=NATIONAL", "patient:Patient.name=NAME", "insurer.identifier=x",
            "requestor:Practitioner.identifier=x", "requestor:PractitionerRole.identifier=x",
            "request:Observation.identifier=x", "request:Claim.patient:Practitioner.name=x",
            "request.patient:Group.identifier=x", "request.patient:RelatedPerson.name=x",
            "request.func-type:Patient.service-type=x", "request:nonsense.identifier=x",
            "request.patient.name:missing=true", "request.patient.identifier:missing=false",
            "request.identifier:not=x", "request.identifier:missing=true", "requestor.identifier:not=x",
            "request.func-type.service-type:in=http://x", "request.func-type.service-type:not-in=http://x",
            "request.patient.identifier:of-type=a|b|c", "request._lastUpdated:missing=true",
            "_has:PaymentReconciliation:request:status=active", "_has:Claim:related:patient.name=NAME",
            "request._has:ClaimResponse:request:status=active", "request.patient._has:Observation:patient:code=x",
            "_sort=request.identifier", "_sort=-request.patient.name", "_sort=created,request.patient.birthdate",
            "_filter=request.patient.birthdate gt 1960", "_filter=disposition eq 審畢結果", "_list=1",
            "_contained=true", "request.patient.name=NAME&request.patient.birthdate=gt1960",
            "adjudication-reason=1&_filter=patient eq Patient/CLAIM"})
    void refusesEverythingThatIsNotAskedForByTwpas(String query) {
        for (HttpAnswer answer : bothWays(MANDATED, mine.fill(query))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(403);
            assertThat(rule(answer)).isEqualTo("search-through");
        }
        assertThat(bothWays(MANDATED, "_summary=count&" + mine.fill(query)))
                .allMatch(answer -> answer.status() == 403);
    }

    @ParameterizedTest
    @CsvSource({
            "system/Claim.rs, Claim?patient.name=NAME", "system/Claim.rs, Claim?patient.identifier=NATIONAL",
            "system/Claim.rs, Claim?func-type.service-type=AJ", "system/Claim.rs, Claim?provider.identifier=x",
            "system/ExplanationOfBenefit.rs, ExplanationOfBenefit?provider.identifier=x",
            "system/CoverageEligibilityResponse.rs, CoverageEligibilityResponse?requestor.identifier=x",
            "system/PaymentReconciliation.rs, PaymentReconciliation?request.identifier=x"})
    void opensTheChainsToNoOtherType(String scope, String search) {
        HttpAnswer answer = fhir.get("/" + search.split("\\?")[0] + "?" + TwpasQuery.encoded(
                mine.fill(search.split("\\?")[1])), token(MANDATED + " " + scope));
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(rule(answer)).isEqualTo("search-through");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Claim?identifier=ACCEPTANCE", "Claim/CLAIM", "Patient?name=NAME", "Patient/CLAIM",
            "Encounter?service-type=AJ", "Encounter/CLAIM", "Organization?identifier=INSTITUTION",
            "Organization/CLAIM"})
    void opensNothingThatTheChainsGoThrough(String path) {
        String[] parts = mine.fill(path).split("\\?");
        HttpAnswer answer = fhir.get("/" + parts[0] + (parts.length < 2 ? "" : "?" + TwpasQuery.encoded(parts[1])),
                token(MANDATED));
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource(TwpasQuery.class)
    void keepsEachHospitalToItsOwnDecisionsUnderACeilingOfItsOwn(TwpasQuery query) {
        String ours = "system/ClaimResponse.rs?requestor=Organization/" + mine.id();
        String theirs = "system/ClaimResponse.rs?requestor=Organization/" + other.id();
        for (HttpAnswer answer : bothWays(ours, mine.fill(query.right()))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(found(answer)).containsExactly("ClaimResponse/" + mine.id());
        }
        for (HttpAnswer answer : bothWays(theirs, mine.fill(query.right()))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(found(answer)).isEmpty();
        }
    }

    @Test
    void judgesTheEntriesOfABatchInTheSameWay() {
        String allowed = TwpasQuery.encoded(mine.fill(TwpasQuery.PATIENT_IDENTIFIER.right()));
        String batch = """
                {"resourceType": "Bundle", "type": "batch", "entry": [
                  {"request": {"method": "GET", "url": "ClaimResponse?%s"}},
                  {"request": {"method": "GET", "url": "ClaimResponse?request.patient.birthdate=gt1960"}}]}
                """.formatted(allowed);
        JsonNode entries = fhir.send("POST", "", token(MANDATED), batch).json().path("entry");
        assertThat(entries.at("/0/resource/entry/0/resource/id").asText()).isEqualTo(mine.id());
        assertThat(entries.at("/1/response/status").asText()).startsWith("403");
    }

    private List<HttpAnswer> bothWays(String scope, String query) {
        String parameters = TwpasQuery.encoded("_count=200&" + query);
        return List.of(
                fhir.get("/ClaimResponse?" + parameters, token(scope)),
                fhir.send("POST", "/ClaimResponse/_search", token(scope), parameters, FORM));
    }

    private HttpAnswer put(String path, String body) {
        return fhir.send("PUT", path, token("system/*.cruds"), body);
    }

    private String token(String scope) {
        return tokens.computeIfAbsent(scope, client::accessToken);
    }

    private static String rule(HttpAnswer answer) {
        return answer.json().at("/issue/0/details/coding/0/code").asText();
    }

    private static List<String> found(HttpAnswer answer) {
        Stream<JsonNode> entries = StreamSupport.stream(answer.json().path("entry").spliterator(), false);
        return entries.map(entry -> entry.path("resource"))
                .map(one -> one.path("resourceType").asText() + "/" + one.path("id").asText()).toList();
    }
}
