package dev.smartfhir.hapi.search;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.param.StringParam;
import dev.smartfhir.hapi.Rules;
import java.util.List;
import org.junit.jupiter.api.Test;

class EverythingTypesTest {

    private final EverythingTypes types = new EverythingTypes(Rules.TARGETS.types());

    @Test
    void leavesRecordsAndNothingElseOutOfEverything() {
        SearchParameterMap search = new SearchParameterMap();
        types.leaveOutRecords(search);
        List<String> named = List.of(value(search).split(","));
        assertThat(named).doesNotContain("AuditEvent").contains("Patient", "Observation", "Binary", "Provenance")
                .hasSize(Rules.TARGETS.types().size() - 1);
    }

    @Test
    void leavesTheTypesThatARequestNamesAsTheyAre() {
        SearchParameterMap search = new SearchParameterMap();
        search.add("_type", new StringParam("AuditEvent,Observation"));
        types.leaveOutRecords(search);
        assertThat(search.get("_type")).hasSize(1);
        assertThat(value(search)).isEqualTo("AuditEvent,Observation");
    }

    private static String value(SearchParameterMap search) {
        return ((StringParam) search.get("_type").get(0).get(0)).getValue();
    }
}
