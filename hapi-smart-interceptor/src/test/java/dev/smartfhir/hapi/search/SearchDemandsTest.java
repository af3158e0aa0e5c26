package dev.smartfhir.hapi.search;

import static dev.smartfhir.hapi.Rules.SEARCHES;
import static dev.smartfhir.hapi.Rules.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.SearchContainedModeEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.param.HasParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.param.TokenParam;
import dev.smartfhir.hapi.grant.Need;
import dev.smartfhir.hapi.verdict.Demands;
import dev.smartfhir.hapi.verdict.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchDemandsTest {

    @ParameterizedTest
    @ValueSource(strings = {"_unknown=1", "_securty=a|b", "_Id=1", "_in=Group/1", "_graph=x", "_id2=1",
            "_unknown:not=1", "_unknown.x=1", "_=1", "__id=1", "status=active&_xyz="})
    void answersToAParameterWithUnderscoreThatIsNotKnownThatItIsNot(String query) {
        assertThat(verdict(search(query), "system/*.cruds")).isEqualTo("invalid");
        assertThat(verdict(search(query), "system/Claim.cruds")).isEqualTo("interaction");
    }

    @ParameterizedTest
    @ValueSource(strings = {"_id=1", "_security:not=a|b", "_lastUpdated=gt2020", "_offset=3", "_total=none",
            "_has:Observation:patient:code=x", "_include:iterate=*", "_sort:desc=created"})
    void knowsTheParametersWithUnderscoreOfFhirAndOfHapi(String query) {
        assertThat(verdict(search(query), "system/*.cruds")).isEqualTo("allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status:in=http://x", "status:not-in=ValueSet/x", "insurer.type:in=http://x"})
    void needsSearchOnTheValueSetsThatAreLookedInto(String query) {
        assertThat(search(query).needs()).contains(Need.search("ValueSet"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "status=active", "_id=1", "_lastUpdated=gt2020", "_tag=a|b", "_security:not=a|b",
            "_profile=http://x", "_source=http://x", "_language=zh", "_count=5", "_summary=count", "_total=accurate",
            "_elements=id", "_format=json", "_pretty=true", "_offset=3", "patient=Patient/1", "patient:Patient=1",
            "patient:identifier=a|b", "patient:missing=true", "identifier:of-type=a|b|c", "status:not=active",
            "disposition:contains=x", "disposition:exact=a.b", "_text=x", "_content=x", "_contained=false",
            "_sort=created", "_sort=-created,_id", "_sort:asc=created", "_sort:desc=created",
            "_include=ClaimResponse:request", "_include:iterate=*", "_include:recurse=*", "_include=*",
            "_revinclude=Provenance:target", "_revinclude:iterate=Provenance:target", "nonsense=1",
            "request.patient.name=x", "request:Claim.patient.name=x", "request:Claim.patient:Patient.name:exact=x",
            "request.patient.name:contains=x", "requestor.identifier=a|b", "requestor:Organization.identifier=a|b",
            "disposition=_has:Observation:patient:code", "patient=Patient/a.b"})
    void needsNothingButTheSearchedTypeForParametersOfItsOwn(String query) {
        assertThat(search(query).needs()).containsExactly(Need.search("ClaimResponse"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "patient.name=x; Patient",
            "patient:Patient.name=x; Patient",
            "patient.name:exact=x; Patient",
            "patient.general-practitioner:Practitioner.name=x; Patient Practitioner",
            "patient.organization.partof.name=x; Patient Organization",
            "request.patient.identifier=x; Claim Patient",
            "request:Claim.identifier=x; Claim",
            "request.identifier=x; Claim",
            "requestor.name=x; Organization Practitioner PractitionerRole",
            "requestor:Practitioner.name=x; Practitioner",
            "requestor:Practitioner.identifier=x; Practitioner",
            "request.patient:Group.name=x; Claim Group",
            "request.patient.name:not=x; Claim Patient",
            "request.patient.name:missing=true; Claim Patient",
            "request.patient.name:in=x; Claim Patient ValueSet",
            "_sort=request.patient.name; Claim Patient",
            "_sort=-requestor.identifier; Organization Practitioner PractitionerRole",
            "_sort=patient.name; Patient",
            "_sort=-patient.name; Patient",
            "'_sort=created,-patient:Patient.name'; Patient",
            "_sort:desc=patient.name; Patient",
            "_has:PaymentReconciliation:request:status=x; PaymentReconciliation",
            "_has:Observation:subject:_has:AuditEvent:entity:agent=x; Observation AuditEvent",
            "_has:Observation:subject:patient.name=x; Observation Patient",
            "patient._has:Group:member:_id=x; Patient Group",
            "patient:Patient._has:Observation:patient:encounter.status=x; Patient Observation Encounter"})
    void needsSearchOnEachTypeThatAParameterGoesThrough(String query, String through) {
        assertThat(search(query).needs()).extracting(Need::type)
                .containsExactlyInAnyOrder(("ClaimResponse " + through).split(" "));
        for (String type : through.split(" ")) {
            String others = ("ClaimResponse " + through).replaceAll("\\b" + type + "\\b", "").strip();
            String scopes = "system/" + String.join(".cruds system/", others.split(" +")) + ".cruds";
            assertThat(verdict(search(query), scopes)).as(scopes).isEqualTo("search-through");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"_filter=status eq active", "_list=1", "_query=x", "_contained=true", "_contained=both",
            "_contained=", "_containedType=contained", "_contained:x=true", "_has=x", "_has:Observation=x",
            "_has:Observation:patient=x", "_has:Nonsense:a:b=x", "_has::a:b=x", "_has.x=1", "identifier.x=1",
            "nonsense.name=x", "patient:Nonsense.name=x", "patient:.name=x", ".name=x", "patient:mdm=Patient/1",
            "patient.nonsense.name=x", "patient._filter=x", "patient._list=x", "_sort=nonsense.name",
            "_sort=_has:x", "_sort=-_filter.a"})
    void needsSearchOnEveryTypeForWhatCanReachAnyType(String query) {
        assertThat(search(query).needs()).contains(Need.searchEverything());
        assertThat(verdict(search(query), "system/ClaimResponse.cruds system/Patient.cruds system/Claim.cruds"))
                .isEqualTo("search-through");
        assertThat(verdict(search(query), "system/*.s")).isEqualTo("allowed");
    }

    @Test
    void needsEveryPossibleTargetOfAnUntypedChain() {
        Demands demands = SEARCHES.of(Rule.INTERACTION, "Observation", SearchQuery.parse("subject.name=x"));
        assertThat(demands.needs()).extracting(Need::type)
                .containsExactlyInAnyOrder("Observation", "Patient", "Group", "Device", "Location");
    }

    @ParameterizedTest
    @CsvSource({"subject.name, true", "subject:Patient.name, true", "subject:Group.name:exact, true",
            "subject:mdm.name, false", "subject:missing.name, false", "subject:Patient.name:missing, false"})
    void takesAnyTypeOfAnAllowedChainThatNamesNone(String parameter, boolean allowed) {
        Demands demands = SEARCHES.of(Rule.INTERACTION, "Encounter", SearchQuery.parse(parameter + "=x"));
        assertThat(demands.needs().size() == 1).isEqualTo(allowed);
    }

    @Test
    void doesNotLetAnAllowedChainCountForAnotherTypeOrAsAPartOfALongerOne() {
        assertThat(SEARCHES.of(Rule.INTERACTION, "ExplanationOfBenefit",
                SearchQuery.parse("requestor.identifier=x")).needs()).hasSizeGreaterThan(1);
        assertThat(search("request.patient.name.x=1").needs()).hasSizeGreaterThan(1);
        assertThat(search("request.patient=1").needs()).hasSizeGreaterThan(1);
        assertThat(search("_has:ClaimResponse:request:request.patient.name=x").needs()).hasSizeGreaterThan(1);
    }

    @Test
    void judgesEveryOccurrenceOfARepeatedParameter() {
        assertThat(search("_sort=created&_sort=patient.name").needs()).contains(Need.search("Patient"));
        assertThat(search("_contained=false&_contained=true").needs()).contains(Need.searchEverything());
    }

    @Test
    void decodesAParameterNameOnce() {
        assertThat(search("patient%2Ename=x").needs()).contains(Need.search("Patient"));
        assertThat(search("patient%252Ename=x").needs()).containsExactly(Need.search("ClaimResponse"));
    }

    @Test
    void readsTheSameFromWhatTheDatabaseIsAskedAsFromTheRequest() {
        SearchParameterMap map = new SearchParameterMap();
        map.add("patient", new ReferenceParam("Patient", "name", "x"));
        map.add("request", new ReferenceParam("identifier", "x"));
        map.add("_has", new HasParam("Observation", "subject", "code", "x"));
        map.add("status", new TokenParam("active"));
        map.add("disposition", new StringParam("a.b", true));
        map.setSort(new SortSpec("created", null, new SortSpec("insurer.name")));
        assertThat(SEARCHES.of(Rule.INTERACTION, "ClaimResponse", SearchQuery.of(map)).needs())
                .extracting(Need::type)
                .containsExactlyInAnyOrder("ClaimResponse", "Patient", "Claim", "Observation", "Organization");
    }

    @Test
    void seesThatTheDatabaseIsAskedForContainedResources() {
        SearchParameterMap map = new SearchParameterMap();
        map.setSearchContainedMode(SearchContainedModeEnum.TRUE);
        assertThat(SEARCHES.of(Rule.INTERACTION, "ClaimResponse", SearchQuery.of(map)).needs())
                .contains(Need.searchEverything());
    }

    @Test
    void endsAtAChainOfManySteps() {
        String endless = "patient.link.".repeat(10_000) + "name=x";
        assertThatCode(() -> assertThat(search(endless).needs()).contains(Need.searchEverything()))
                .doesNotThrowAnyException();
        assertThat(search("_has:Patient:link:".repeat(10_000) + "_id=x").needs()).contains(Need.searchEverything());
    }

    private static Demands search(String query) {
        return SEARCHES.of(Rule.INTERACTION, "ClaimResponse", SearchQuery.parse(query));
    }
}
