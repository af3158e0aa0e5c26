package dev.smartfhir.keycloak.picker.linked;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private final Links links = new Links((type, reference) -> reference.startsWith(type + "/")
            ? Optional.of(reference.substring(type.length() + 1)) : Optional.empty(),
            Instant.parse("2026-03-15T12:00:00Z"));

    @Test
    void aRelatedPersonIsLinkedToItsPatient() throws JsonProcessingException {
        assertThat(links.patientOf(json("{'patient':{'reference':'Patient/a'}}"))).contains("a");
        assertThat(links.patientOf(json("{'active':true,'period':{'start':'2020'},'patient':{'reference':'Patient/a'}}")))
                .contains("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'active':false,'patient':{'reference':'Patient/a'}}",
        "{'patient':{'reference':'Group/a'}}", "{'patient':'Patient/a'}", "{'patient':{'reference':7}}",
        "{'patient':[{'reference':'Patient/a'}]}", "{'patient':{'identifier':{'value':'a'}}}",
        "{'period':{'end':'2020'},'patient':{'reference':'Patient/a'}}",
        "{'period':'2020','patient':{'reference':'Patient/a'}}"})
    void otherwiseToNobody(String relatedPerson) throws JsonProcessingException {
        assertThat(links.patientOf(json(relatedPerson))).isEmpty();
    }

    @Test
    void aPersonIsLinkedToWhomItsLinksNameHoweverSurely() throws JsonProcessingException {
        JsonNode person = json("{'link':[{'target':{'reference':'Patient/a'},'assurance':'level1'},{'target':"
                + "{'reference':'Patient/b'}},{'target':{'reference':'RelatedPerson/r'}},{'target':7},null,{}]}");

        assertThat(links.of(person, "Patient")).isEqualTo(Set.of("a", "b"));
        assertThat(links.of(person, "RelatedPerson")).isEqualTo(Set.of("r"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'active':false,'link':[{'target':{'reference':'Patient/a'}}]}",
        "{'link':{'target':{'reference':'Patient/a'}}}", "{'link':[{'other':{'reference':'Patient/a'}}]}"})
    void whoIsInactiveOrUnlinkedIsLinkedToNobody(String person) throws JsonProcessingException {
        assertThat(links.of(json(person), "Patient")).isEmpty();
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
