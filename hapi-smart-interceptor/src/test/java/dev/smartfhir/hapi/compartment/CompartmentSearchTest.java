package dev.smartfhir.hapi.compartment;

import static dev.smartfhir.hapi.Rules.FHIR;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.param.TokenParamModifier;
import ca.uhn.fhir.rest.server.util.FhirContextSearchParamRegistry;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompartmentSearchTest {

    private final FhirContextSearchParamRegistry registry = new FhirContextSearchParamRegistry(FHIR);

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", value = {
            "Encounter; ?patient=Patient/X",
            "Immunization; ?patient=Patient/X",
            "Appointment; ?actor=Patient/X",
            "Patient; ?_filter=_id eq \"X\"",
            "Observation; ?_filter=subject eq \"Patient/X\" or performer eq \"Patient/X\"",
            "MedicationAdministration; ?_filter=patient eq \"Patient/X\" or performer eq \"Patient/X\"",
            "MedicationDispense; ?_filter=subject eq \"Patient/X\" or receiver eq \"Patient/X\"",
            "Invoice; ?_filter=subject eq \"Patient/X\" or recipient eq \"Patient/X\"",
            "Coverage; ?_filter=beneficiary eq \"Patient/X\" or policy-holder eq \"Patient/X\""
                    + " or subscriber eq \"Patient/X\" or payor eq \"Patient/X\""})
    void narrowsToTheWholeCompartment(String type, String query) {
        assertThat(narrowed(type, true, Set.of("X"))).isEqualTo(query);
    }

    @ParameterizedTest
    @CsvSource({"Observation, ?subject=Patient/X", "AllergyIntolerance, ?patient=Patient/X",
            "Coverage, ?beneficiary=Patient/X",
            "Patient, ?_id=X"})
    void narrowsToAPartOfTheCompartmentWhereFilterIsSwitchedOff(String type, String query) {
        assertThat(narrowed(type, false, Set.of("X"))).isEqualTo(query);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"2; Observation; _filter", "3; Observation; subject", "40; Observation; subject",
            "2; AllergyIntolerance; patient", "3; Coverage; beneficiary", "40; Encounter; patient",
            "4; Patient; _filter", "40; Patient; _id"})
    void neverJoinsMoreForManyPatientsThanForOne(int patients, String type, String parameter) {
        SearchParameterMap map = new SearchParameterMap();
        assertThat(search(true).narrow(type, map,
                IntStream.range(0, patients).mapToObj(String::valueOf).collect(Collectors.toSet()))).isTrue();

        assertThat(map.keySet()).containsExactly(parameter);
        assertThat(map.get(parameter)).hasSize(1);
        assertThat(map.get(parameter).get(0)).hasSize(parameter.equals("_filter") ? 1 : patients);
    }

    @Test
    void keepsTheParametersOfTheClient() {
        SearchParameterMap search = new SearchParameterMap();
        search.add("_id", new TokenParam("Y"));
        assertThat(search(false).narrow("Patient", search, Set.of("X"))).isTrue();
        assertThat(search.toNormalizedQueryString()).isEqualTo("?_id=X&_id=Y");
    }

    @Test
    void doesNotPutAnIdBesideANegatedOne() {
        SearchParameterMap not = new SearchParameterMap();
        not.add("_id", new TokenParam("X").setModifier(TokenParamModifier.NOT));
        assertThat(search(false).narrow("Patient", not, Set.of("X"))).isFalse();
        assertThat(search(true).narrow("Patient", not, Set.of("X"))).isTrue();
        SearchParameterMap missing = new SearchParameterMap();
        missing.add("_id", new TokenParam().setMissing(true));
        assertThat(search(false).narrow("Patient", missing, Set.of("X"))).isFalse();
    }

    @Test
    void refusesWhatItCannotNarrow() {
        SearchParameterMap filtered = new SearchParameterMap();
        filtered.add("_filter", new StringParam("status eq final"));
        assertThat(search(true).narrow("Observation", filtered, Set.of("X"))).isFalse();
        assertThat(search(true).narrow("Observation", new SearchParameterMap(), Set.of())).isFalse();
        assertThat(search(true).narrow("Patient", new SearchParameterMap(), Set.of())).isFalse();
        assertThat(search(true).narrow("Practitioner", new SearchParameterMap(), Set.of("X"))).isFalse();
        assertThat(search(true).narrow("Group", new SearchParameterMap(), Set.of("X"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Observation.focus, ''", "Observation.subject | Observation.focus, ''",
            "Patient.link.other, ''", "Observation.subject, 'subject eq \"Patient/X\" or '"})
    void leavesOutAParameterThatTheOperatorHasRedefinedToIndexMore(String path, String kept) {
        CompartmentSearch search = new CompartmentSearch(FHIR, redefined("subject", path), () -> true);
        SearchParameterMap map = new SearchParameterMap();
        assertThat(search.narrow("Observation", map, Set.of("X"))).isTrue();
        assertThat(query(map)).isEqualTo(kept.isEmpty()
                ? "?performer=Patient/X"
                : "?_filter=" + kept + "performer eq \"Patient/X\"");
    }

    private FhirContextSearchParamRegistry redefined(String name, String path) {
        RuntimeSearchParam known = FHIR.getResourceDefinition("Observation").getSearchParam(name);
        RuntimeSearchParam other = new RuntimeSearchParam(null, null, name, "", path, known.getParamType(),
                Set.of(), known.getTargets(), RuntimeSearchParam.RuntimeSearchParamStatusEnum.ACTIVE,
                List.of("Observation"));
        return new FhirContextSearchParamRegistry(FHIR) {
            @Override
            public RuntimeSearchParam getActiveSearchParam(
                    String type, String asked, SearchParamLookupContextEnum context) {
                return asked.equals(name) ? other : super.getActiveSearchParam(type, asked, context);
            }
        };
    }

    private String narrowed(String type, boolean filterEnabled, Set<String> patients) {
        SearchParameterMap map = new SearchParameterMap();
        assertThat(search(filterEnabled).narrow(type, map, patients)).isTrue();
        return query(map);
    }

    private static String query(SearchParameterMap map) {
        return URLDecoder.decode(map.toNormalizedQueryString(), StandardCharsets.UTF_8);
    }

    private CompartmentSearch search(boolean filterEnabled) {
        return new CompartmentSearch(FHIR, registry, () -> filterEnabled);
    }
}
