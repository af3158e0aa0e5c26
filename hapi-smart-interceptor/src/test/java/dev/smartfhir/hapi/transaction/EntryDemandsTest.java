package dev.smartfhir.hapi.transaction;

import static dev.smartfhir.hapi.Rules.MATCH_URLS;
import static dev.smartfhir.hapi.Rules.SEARCHES;
import static dev.smartfhir.hapi.Rules.WRITES;
import static dev.smartfhir.hapi.Rules.verdict;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.hapi.Rules;
import dev.smartfhir.hapi.verdict.Demands;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryDemandsTest {

    private static final EntryDemands ENTRIES = new EntryDemands(SEARCHES, WRITES, MATCH_URLS, Rules.OPERATIONS);
    private static final String OTHER_TYPES = "system/Bundle.cruds system/Claim.cruds system/Observation.cruds";

    private static final List<String> PREFIXES = List.of("", "/");
    private static final List<String> INSTANCES = List.of("Patient/1", "Patient/a.b-c", "Patient/1/_history",
            "Patient/1/_history/2", "Patient/_bogus", "Patient/1?_elements=id", "Patient/1?_format=json");
    private static final List<String> SEARCHES_OF_PATIENT = List.of("Patient", "Patient?", "Patient?name=x",
            "Patient?_summary=count", "Patient/_search?name=x", "Patient/_history", "Patient/_history?_count=1",
            "Claim/1/Patient", "Claim/1/Patient?name=x", "Claim/1/Patient/_search", "?_type=Patient",
            "?_type=Patient&name=x");
    private static final List<String> SYSTEM_WIDE =
            List.of("?", "?name=x", "_history", "_history?_type=Patient", "?_type=", "?_type=Nope",
                    "?_type=Patient,Nope");
    private static final List<String> OPERATIONS = List.of("$export", "Patient/$everything", "Patient/1/$everything",
            "Patient/1/$meta", "Patient/$validate", "$graphql?query=x", "Patient/1/_history/1/$meta", "$", "Patient/$",
            "$process-message", "Claim/1/Patient/$x");
    private static final List<String> ABSURD = List.of("http://fhir.example/fhir/Patient/1", "https://other/Patient",
            "HTTP://x/Patient/1", "//Patient/1", "Patient//1", "Patient/1/", "Patient/", "Patient%2F1", "Patient/%24x",
            "../Patient/1", " Patient/1", "Patient/1 ", "Patient\\1", "Patient/1#x", "Patient;x=y", "ftp://x",
            "Patient/1\n", "//", "Pat\u0131ent/1", "Patient/1,2");

    static Stream<Arguments> gets() {
        return PREFIXES.stream().flatMap(prefix -> Stream.of(
                INSTANCES.stream().map(url -> Arguments.of(prefix + url, "system/Patient.r", "interaction")),
                SEARCHES_OF_PATIENT.stream().map(url -> Arguments.of(prefix + url, "system/Patient.s",
                        url.startsWith("?") ? "system-wide" : "interaction")),
                SYSTEM_WIDE.stream().map(url -> Arguments.of(prefix + url, "system/*.s", "system-wide")))
                .flatMap(stream -> stream));
    }

    @ParameterizedTest
    @MethodSource("gets")
    void judgesAGetAsIfItCameAlone(String url, String enough, String rule) {
        assertThat(verdict(get(url), enough)).isEqualTo("allowed");
        assertThat(verdict(get(url), OTHER_TYPES)).isEqualTo(rule);
        assertThat(verdict(get(url), OTHER_TYPES + " patient/*.cruds user/*.cruds system/Patient.cud"))
                .isEqualTo(rule);
    }

    static Stream<Arguments> everyMethodWithEachOperation() {
        return methods().flatMap(method -> PREFIXES.stream().flatMap(prefix ->
                OPERATIONS.stream().map(url -> Arguments.of(method, prefix + url))));
    }

    @ParameterizedTest
    @MethodSource("everyMethodWithEachOperation")
    void refusesEachOperationByEveryMethod(HTTPVerb method, String url) {
        assertThat(verdict(entry(method, url, new Patient()), "system/*.cruds")).isEqualTo("operation");
    }

    static Stream<Arguments> everyMethodWithEachAbsurdUrl() {
        return methods().flatMap(method -> ABSURD.stream().map(url -> Arguments.of(method, url)));
    }

    @ParameterizedTest
    @MethodSource("everyMethodWithEachAbsurdUrl")
    void refusesAUrlThatIsNoPathBelowTheBase(HTTPVerb method, String url) {
        assertThat(verdict(entry(method, url, new Patient()), "system/*.cruds")).isEqualTo("invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nonsense", "Nonsense/1", "patient/1", "Nonsense/1/_history", "Nonsense/_history",
            "Patient/1/Nonsense", "Patient/1/Claim/2", "Patient/1/_history/1/x", "_search", "a/b/c/d/e/f"})
    void refusesAGetOfWhatItDoesNotKnow(String url) {
        assertThat(verdict(get(url), "system/*.cruds")).isEqualTo("operation");
    }

    @Test
    void letsTheCapabilityStatementBeFetched() {
        assertThat(verdict(get("metadata"), "openid")).isEqualTo("allowed");
    }

    @Test
    void refusesAPageInsideABundle() {
        assertThat(verdict(get("?_getpages=0c3151bd&_getpagesoffset=20"), "system/*.cruds")).isEqualTo("invalid");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "POST; Patient; c; interaction", "POST; /Patient; c; interaction", "POST; ''; c; interaction",
            "POST; /; c; interaction",
            "PUT; Patient/1; u; interaction", "PUT; /Patient/1; u; interaction", "PATCH; Patient/1; u; interaction",
            "DELETE; Patient/1; d; interaction",
            "PUT; Patient?identifier=a|b; us; conditional", "PATCH; Patient?identifier=a|b; us; conditional",
            "DELETE; Patient?identifier=a|b; ds; conditional", "DELETE; /Patient?name=x; ds; conditional"})
    void judgesAWriteByItsLetterAndAConditionBySearch(HTTPVerb method, String url, String letters, String rule) {
        Resource body = method == HTTPVerb.PATCH ? patch() : new Patient();
        BundleEntryComponent entry = entryOf(method, url, body);
        assertThat(verdict(ENTRIES.of(entry, false), "system/Patient." + letters)).isEqualTo("allowed");
        assertThat(verdict(ENTRIES.of(entry, false), OTHER_TYPES)).isEqualTo("interaction");
        String others = "cruds".replaceAll("[" + letters.charAt(0) + "]", "");
        assertThat(verdict(ENTRIES.of(entry, false), "system/Patient." + others)).isEqualTo("interaction");
        if (rule.equals("conditional")) {
            assertThat(verdict(ENTRIES.of(entry, false), "system/Patient." + letters.charAt(0))).isEqualTo(rule);
        }
    }

    @ParameterizedTest
    @CsvSource({"POST, Patient/1", "POST, Patient/_search", "POST, Nonsense", "POST, Patient/1/_history",
            "PUT, Patient", "PUT, Patient?", "PUT, ''", "PUT, Patient/1/_history/1", "PUT, Nonsense/1",
            "PATCH, Patient", "PATCH, ''", "DELETE, Patient", "DELETE, Patient?", "DELETE, ''", "DELETE, /",
            "DELETE, ?name=x", "DELETE, Patient/1/_history/1", "DELETE, metadata/1", "PUT, ?_type=Patient"})
    void refusesAWriteWhoseUrlDoesNotFitItsMethod(HTTPVerb method, String url) {
        assertThat(verdict(entry(method, url, new Patient()), "system/*.cruds")).isEqualTo("invalid");
    }

    @ParameterizedTest
    @CsvSource({"POST, Claim", "POST, ''", "PUT, Claim/1", "PUT, Claim?status=active"})
    void judgesTheTypeOfTheBodyWhereTheUrlNamesAnother(HTTPVerb method, String url) {
        assertThat(verdict(entry(method, url, new Patient()), "system/Claim.cruds")).isEqualTo("interaction");
        assertThat(verdict(entry(method, url, new Patient()), "system/Claim.cruds system/Patient.cruds"))
                .isEqualTo("allowed");
    }

    @Test
    void doesNotTakeTheBodyOfAPatchForWhatIsWritten() {
        assertThat(verdict(entry(HTTPVerb.PATCH, "Patient/1", patch()), "system/Patient.u")).isEqualTo("allowed");
        assertThat(verdict(entry(HTTPVerb.PATCH, "Patient/1", new Parameters()), "system/Patient.ru"))
                .isEqualTo("allowed");
        assertThat(verdict(entry(HTTPVerb.PATCH, "Patient/1", patch()), "system/Binary.u"))
                .isEqualTo("interaction");
        Parameters moving = new Parameters();
        moving.addParameter("value", new Reference("Claim?status=active"));
        assertThat(verdict(entry(HTTPVerb.PATCH, "Patient/1", moving), "system/Patient.ru")).isEqualTo("match-url");
    }

    @Test
    void needsReadForAPatchThatSelectsWhatIsStored() {
        assertThat(verdict(entry(HTTPVerb.PATCH, "Patient/1", new Parameters()), "system/Patient.u"))
                .isEqualTo("patch");
    }

    private static Binary patch() {
        return new Binary().setContentType("application/json-patch+json").setData("[]".getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"identifier=a|b", "?identifier=a|b", "Patient?identifier=a|b"})
    void judgesIfNoneExist(String condition) {
        BundleEntryComponent entry = entryOf(HTTPVerb.POST, "Patient", new Patient());
        entry.getRequest().setIfNoneExist(condition);
        assertThat(verdict(ENTRIES.of(entry, false), "system/Patient.c")).isEqualTo("conditional");
        assertThat(verdict(ENTRIES.of(entry, false), "system/Patient.cs")).isEqualTo("allowed");
    }

    @Test
    void judgesAnIfNoneExistOfAnotherType() {
        BundleEntryComponent entry = entryOf(HTTPVerb.POST, "Patient", new Patient());
        entry.getRequest().setIfNoneExist("Claim?status=active");
        assertThat(verdict(ENTRIES.of(entry, false), "system/Patient.cruds")).isEqualTo("conditional");
    }

    @Test
    void judgesSearchesInReferencesAndFullUrls() {
        Observation observation = new Observation().setSubject(new Reference("Patient?identifier=a|b"));
        assertThat(verdict(entry(HTTPVerb.POST, "Observation", observation), "system/Observation.cruds"))
                .isEqualTo("match-url");
        BundleEntryComponent entry = entryOf(HTTPVerb.POST, "Observation", new Observation());
        entry.setFullUrl("Patient?identifier=a|b");
        assertThat(verdict(ENTRIES.of(entry, false), "system/Observation.cruds")).isEqualTo("match-url");
        entry.setFullUrl("urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0");
        assertThat(verdict(ENTRIES.of(entry, false), "system/Observation.c")).isEqualTo("allowed");
    }

    @Test
    void judgesATransactionInsideAnEntryAsTheCreateThatHapiMakesOfIt() {
        Bundle inner = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        inner.addEntry(entryOf(HTTPVerb.POST, "Patient", new Patient()));
        assertThat(verdict(entry(HTTPVerb.POST, "", inner), "system/Patient.cruds")).isEqualTo("interaction");
        assertThat(verdict(entry(HTTPVerb.POST, "Patient", inner), "system/Bundle.c")).isEqualTo("interaction");
    }

    @ParameterizedTest
    @CsvSource({"Patient/1?_cascade=delete, cascade", "Patient?name=x&_cascade=delete, cascade",
            "Patient?name=x&_expunge=true, expunge", "Patient?name=x&_delete_expunge=true, expunge"})
    void refusesADeleteThatAsksForMore(String url, String rule) {
        assertThat(verdict(entry(HTTPVerb.DELETE, url, null), "system/Patient.cruds")).isEqualTo(rule);
    }

    @Test
    void refusesADeleteUnderACascadeHeader() {
        BundleEntryComponent entry = entryOf(HTTPVerb.DELETE, "Patient/1", null);
        assertThat(verdict(ENTRIES.of(entry, true), "system/Patient.cruds")).isEqualTo("cascade");
    }

    @ParameterizedTest
    @CsvSource({"POST, Subscription", "PUT, SearchParameter/1", "DELETE, StructureDefinition/1", "PATCH, ValueSet/1"})
    void refusesPrivilegedWritesToAWildcard(HTTPVerb method, String url) {
        assertThat(verdict(entry(method, url, null), "system/*.cruds")).isEqualTo("privileged-write");
    }

    @Test
    void refusesAnEntryWithoutMethodOrUrlAndAHead() {
        assertThat(verdict(ENTRIES.of(new BundleEntryComponent(), false), "system/*.cruds")).isEqualTo("invalid");
        assertThat(verdict(ENTRIES.of(entryOf(null, "Patient/1", null), false), "system/*.cruds"))
                .isEqualTo("invalid");
        assertThat(verdict(ENTRIES.of(entryOf(HTTPVerb.GET, null, null), false), "system/*.cruds"))
                .isEqualTo("invalid");
        assertThat(verdict(entry(HTTPVerb.HEAD, "Patient/1", null), "system/*.cruds")).isEqualTo("invalid");
    }

    private static Stream<HTTPVerb> methods() {
        return Stream.of(HTTPVerb.GET, HTTPVerb.POST, HTTPVerb.PUT, HTTPVerb.PATCH, HTTPVerb.DELETE);
    }

    private static Demands get(String url) {
        return entry(HTTPVerb.GET, url, null);
    }

    private static Demands entry(HTTPVerb method, String url, Resource body) {
        return ENTRIES.of(entryOf(method, url, body), false);
    }

    private static BundleEntryComponent entryOf(HTTPVerb method, String url, Resource body) {
        BundleEntryComponent entry = new BundleEntryComponent().setResource(body);
        entry.getRequest().setMethod(method).setUrl(url);
        return entry;
    }
}
