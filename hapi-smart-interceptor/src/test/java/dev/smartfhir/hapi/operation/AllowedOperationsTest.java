package dev.smartfhir.hapi.operation;

import static dev.smartfhir.hapi.Rules.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedOperationsTest {

    private final AllowedOperations operations =
            new AllowedOperations(Set.of("Patient/$everything", "ValueSet/$expand", "$diff"));

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", value = {
            "Patient; 1; $everything; system/Patient.rs; allowed",
            "Patient; -; $everything; system/Patient.rs; allowed",
            "Patient; 1; $everything; system/Patient.r; interaction",
            "Patient; 1; $everything; system/Patient.s; interaction",
            "Patient; 1; $everything; system/Observation.rs; interaction",
            "ValueSet; -; $expand; system/ValueSet.rs; allowed",
            "ValueSet; -; $expand; system/CodeSystem.rs; interaction",
            "-; -; $diff; system/*.rs; allowed",
            "-; -; $diff; system/Patient.rs; interaction",
            "-; -; $everything; system/*.cruds; operation",
            "Encounter; 1; $everything; system/*.cruds; operation",
            "Patient; 1; $diff; system/*.cruds; operation",
            "Patient; 1; $meta; system/*.cruds; operation",
            "Patient; 1; ''; system/*.cruds; operation"})
    void demandsReadAndSearchForWhatTheOperatorAllowsAndRefusesTheRest(
            String type, String id, String name, String scopes, String verdict) {
        assertThat(verdict(operations.of(call(type, id, name, "")), scopes)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"_count:_type:_since:start:end:_format, allowed", "_content, search-through", "_text, search-through",
            "_filter, search-through", "_mdm, search-through", "_count:unknown, search-through",
            "_filter:exact, search-through", "_list, search-through"})
    void demandsSearchOnEverythingWhereAParameterCannotBeJudged(String parameters, String verdict) {
        OperationCall call = call("Patient", "1", "$everything", parameters);
        assertThat(verdict(operations.of(call), "system/Patient.rs")).isEqualTo(verdict);
        assertThat(verdict(operations.of(call), "system/*.rs")).isEqualTo("allowed");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"Patient, 1, $everything, true", "Encounter, 1, $everything, true",
            "Patient, -, $everything, false", "Group, 1, $everything, false", "Patient, 1, $diff, false",
            "-, -, $everything, false"})
    void letsSomeResourcesOfATypeBeEnoughForEverythingOfOne(String type, String id, String name, boolean enough) {
        assertThat(call(type, id, name, "").isEverythingOfOne()).isEqualTo(enough);
    }

    @Test
    void readsACallFromUrlAndBody() {
        ServletRequestDetails request = new ServletRequestDetails();
        request.setRestOperationType(RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE);
        request.setResourceName("Patient");
        request.setId(new IdType("Patient/1"));
        request.setOperation("$everything");
        request.setParameters(Map.of("_count", new String[] {"1"}, "_type:x", new String[] {"y"}));
        Parameters body = new Parameters();
        body.addParameter("_filter", "name eq x");
        request.setResource(body);
        assertThat(OperationCall.isMadeBy(request)).isTrue();
        assertThat(OperationCall.of(request)).isEqualTo(new OperationCall(Optional.of("Patient"), Optional.of("1"),
                "$everything", Set.of("_count", "_type", "_filter")));
        request.setCompartmentName("Observation");
        assertThat(verdict(operations.of(OperationCall.of(request)), "system/*.rs")).isEqualTo("operation");
        request.setRestOperationType(RestOperationTypeEnum.READ);
        assertThat(OperationCall.isMadeBy(request)).isFalse();
    }

    private static OperationCall call(String type, String id, String name, String parameters) {
        return new OperationCall(Optional.ofNullable(type), Optional.ofNullable(id), name,
                Stream.of(parameters.split(":(?!exact)")).filter(text -> !text.isEmpty())
                        .collect(Collectors.toSet()));
    }
}
