package dev.smartfhir.hapi.interaction;

import static dev.smartfhir.hapi.Rules.REQUESTS;
import static dev.smartfhir.hapi.Rules.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import dev.smartfhir.scopes.Interaction;
import dev.smartfhir.scopes.ResourceTypes;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestDemandsTest {

    /** Section 9.3: which letter alone opens which interaction on Patient. */
    private static final Map<RestOperationTypeEnum, Interaction> LETTERS = Map.of(
            RestOperationTypeEnum.READ, Interaction.READ,
            RestOperationTypeEnum.VREAD, Interaction.READ,
            RestOperationTypeEnum.HISTORY_INSTANCE, Interaction.READ,
            RestOperationTypeEnum.SEARCH_TYPE, Interaction.SEARCH,
            RestOperationTypeEnum.HISTORY_TYPE, Interaction.SEARCH,
            RestOperationTypeEnum.CREATE, Interaction.CREATE,
            RestOperationTypeEnum.UPDATE, Interaction.UPDATE,
            RestOperationTypeEnum.PATCH, Interaction.UPDATE,
            RestOperationTypeEnum.DELETE, Interaction.DELETE);

    private static final Set<RestOperationTypeEnum> SYSTEM_WIDE =
            EnumSet.of(RestOperationTypeEnum.SEARCH_SYSTEM, RestOperationTypeEnum.HISTORY_SYSTEM);

    static Stream<Arguments> everyInteractionWithEveryLetter() {
        return Stream.of(RestOperationTypeEnum.values()).flatMap(interaction ->
                Stream.of(Interaction.values()).map(letter -> Arguments.of(interaction, letter)));
    }

    @ParameterizedTest
    @MethodSource("everyInteractionWithEveryLetter")
    void opensEachInteractionToItsOwnLetterOnly(RestOperationTypeEnum interaction, Interaction letter) {
        String verdict = verdict(REQUESTS.of(interaction, request()), "system/Patient." + letter.letter());
        if (interaction == RestOperationTypeEnum.METADATA || letter == LETTERS.get(interaction)) {
            assertThat(verdict).isEqualTo("allowed");
        } else if (LETTERS.containsKey(interaction)) {
            assertThat(verdict).isEqualTo("interaction");
        } else {
            assertThat(verdict).isEqualTo(SYSTEM_WIDE.contains(interaction) ? "system-wide" : "operation");
        }
    }

    @ParameterizedTest
    @EnumSource(RestOperationTypeEnum.class)
    void refusesWhatIsNotARestfulInteractionEvenForEverything(RestOperationTypeEnum interaction) {
        boolean known = interaction == RestOperationTypeEnum.METADATA || LETTERS.containsKey(interaction)
                || SYSTEM_WIDE.contains(interaction);
        assertThat(verdict(REQUESTS.of(interaction, request()), "system/*.cruds"))
                .isEqualTo(known ? "allowed" : "operation");
    }

    @ParameterizedTest
    @CsvSource({"UPDATE, u", "PATCH, u", "DELETE, d"})
    void needsSearchAsWellForAConditionalWrite(RestOperationTypeEnum interaction, String letter) {
        SystemRequestDetails request = request();
        request.setId(null);
        request.setCompleteUrl("http://fhir.example/fhir/Patient?identifier=a|b");
        assertThat(verdict(REQUESTS.of(interaction, request), "system/Patient." + letter)).isEqualTo("conditional");
        assertThat(verdict(REQUESTS.of(interaction, request), "system/Patient.s")).isEqualTo("interaction");
        assertThat(verdict(REQUESTS.of(interaction, request), "system/Patient." + letter + "s"))
                .isEqualTo("allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"identifier=a|b", "?identifier=a|b", "Patient?identifier=a|b"})
    void needsSearchAsWellForAConditionalCreate(String condition) {
        SystemRequestDetails request = request();
        request.addHeader("If-None-Exist", condition);
        assertThat(verdict(REQUESTS.of(RestOperationTypeEnum.CREATE, request), "system/Patient.c"))
                .isEqualTo("conditional");
        assertThat(verdict(REQUESTS.of(RestOperationTypeEnum.CREATE, request), "system/Patient.cs"))
                .isEqualTo("allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Observation?code=x", "/Observation?code=x", "general-practitioner.name=x",
            "Nonsense?a=b", "_has:Observation:patient:code=x"})
    void judgesAConditionThatGoesThroughAnotherType(String condition) {
        SystemRequestDetails request = request();
        request.addHeader("If-None-Exist", condition);
        assertThat(verdict(REQUESTS.of(RestOperationTypeEnum.CREATE, request), "system/Patient.cruds"))
                .isIn("conditional", "search-through");
    }

    @Test
    void judgesTheTypeOfTheBodyAndNotOnlyTheTypeOfTheUrl() {
        SystemRequestDetails request = request();
        request.setResource(new Observation());
        assertThat(verdict(REQUESTS.of(RestOperationTypeEnum.CREATE, request), "system/Patient.cruds"))
                .isEqualTo("interaction");
        assertThat(verdict(REQUESTS.of(RestOperationTypeEnum.UPDATE, request), "system/Patient.cruds"))
                .isEqualTo("interaction");
    }

    @Test
    void judgesAnIdOfAnotherTypeThatAHeaderBrings() {
        SystemRequestDetails request = request();
        request.setId(new IdType("Observation/1"));
        assertThat(verdict(REQUESTS.of(RestOperationTypeEnum.UPDATE, request), "system/Patient.cruds"))
                .isEqualTo("interaction");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient", "RelatedPerson"})
    void judgesACompartmentSearchByTheTypeThatIsSearched(String compartment) {
        SystemRequestDetails request = request();
        request.setResourceName(compartment);
        request.setCompartmentName("Observation");
        assertThat(verdict(REQUESTS.of(RestOperationTypeEnum.SEARCH_TYPE, request), "system/Observation.s"))
                .isEqualTo("allowed");
        assertThat(verdict(REQUESTS.of(RestOperationTypeEnum.SEARCH_TYPE, request), "system/" + compartment + ".s"))
                .isEqualTo("interaction");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "Patient; system/Patient.s; allowed",
            "Patient,Claim; system/Patient.s; system-wide",
            "Patient,Claim; system/Patient.s system/Claim.s; allowed",
            "Patient,Nonsense; system/Patient.s; system-wide",
            "'Patient, '; system/Patient.s; system-wide",
            "*; system/Patient.s; system-wide",
            "''; system/Patient.s; system-wide"})
    void judgesASystemSearchByEveryTypeItLists(String types, String scopes, String expected) {
        SystemRequestDetails request = request();
        request.setParameters(Map.of("_type", new String[] {types}));
        assertThat(verdict(REQUESTS.of(RestOperationTypeEnum.SEARCH_SYSTEM, request), scopes)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"_expunge, expunge", "_delete_expunge, expunge", "_cascade, cascade"})
    void refusesADeleteThatAsksForMore(String parameter, String rule) {
        SystemRequestDetails request = request();
        request.setParameters(Map.of(parameter, new String[] {"true"}));
        assertThat(verdict(REQUESTS.of(RestOperationTypeEnum.DELETE, request), "system/Patient.cruds"))
                .isEqualTo(rule);
    }

    @Test
    void refusesACascadingDeleteAskedForByHeader() {
        SystemRequestDetails request = request();
        request.addHeader("X-Cascade", "delete");
        assertThat(verdict(REQUESTS.of(RestOperationTypeEnum.DELETE, request), "system/Patient.cruds"))
                .isEqualTo("cascade");
        assertThat(verdict(REQUESTS.of(RestOperationTypeEnum.DELETE, request), "system/*.rd")).isEqualTo("allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SearchParameter", "StructureDefinition", "ValueSet", "CodeSystem", "ConceptMap",
            "CompartmentDefinition", "OperationDefinition", "CapabilityStatement", "ImplementationGuide",
            "GraphDefinition", "MessageDefinition", "NamingSystem", "StructureMap", "SubscriptionTopic"})
    void refusesWritesOfTypesThatActBeyondThemselves(String type) {
        assertThat(ResourceTypes.isKnown(type)).isTrue();
        for (RestOperationTypeEnum write : List.of(RestOperationTypeEnum.CREATE, RestOperationTypeEnum.UPDATE,
                RestOperationTypeEnum.PATCH, RestOperationTypeEnum.DELETE)) {
            SystemRequestDetails request = request();
            request.setResourceName(type);
            request.setId(new IdType(type + "/1"));
            assertThat(verdict(REQUESTS.of(write, request), "system/*.cruds")).isEqualTo("privileged-write");
            assertThat(verdict(REQUESTS.of(write, request), "system/" + type + ".cruds"))
                    .isEqualTo("privileged-write");
        }
        SystemRequestDetails read = request();
        read.setResourceName(type);
        assertThat(verdict(REQUESTS.of(RestOperationTypeEnum.READ, read), "system/*.r")).isEqualTo("allowed");
    }

    @Test
    void letsAnAuditEventBeWrittenButNotChanged() {
        SystemRequestDetails request = request();
        request.setResourceName("AuditEvent");
        request.setId(new IdType("AuditEvent/1"));
        assertThat(verdict(REQUESTS.of(RestOperationTypeEnum.CREATE, request), "system/*.c")).isEqualTo("allowed");
        assertThat(verdict(REQUESTS.of(RestOperationTypeEnum.UPDATE, request), "system/*.u"))
                .isEqualTo("privileged-write");
        assertThat(verdict(REQUESTS.of(RestOperationTypeEnum.DELETE, request), "system/*.d"))
                .isEqualTo("privileged-write");
    }

    @Test
    void opensASubscriptionToAScopeThatNamesItWhereTheOperatorDoes() {
        SystemRequestDetails request = request();
        request.setResourceName("Subscription");
        assertThat(verdict(REQUESTS.of(RestOperationTypeEnum.CREATE, request), "system/Subscription.c"))
                .isEqualTo("allowed");
    }

    private static SystemRequestDetails request() {
        SystemRequestDetails request = new SystemRequestDetails() {
            @Override
            protected byte[] getByteStreamRequestContents() {
                return "[]".getBytes(StandardCharsets.UTF_8);
            }
        };
        request.addHeader("Content-Type", "application/json-patch+json");
        request.setFhirServerBase("http://fhir.example/fhir");
        request.setCompleteUrl("http://fhir.example/fhir/Patient/1");
        request.setResourceName("Patient");
        request.setId(new IdType("Patient/1"));
        request.setParameters(Map.of());
        request.setResource((Resource) null);
        return request;
    }

    @Test
    void judgesABodyOfTheSameTypeOnce() {
        SystemRequestDetails request = request();
        request.setResource(new Patient());
        assertThat(REQUESTS.of(RestOperationTypeEnum.CREATE, request).list()).hasSize(1);
    }
}
