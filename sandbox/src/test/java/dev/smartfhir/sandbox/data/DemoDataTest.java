package dev.smartfhir.sandbox.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoDataTest {

    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO";
    private static final int[] WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 1, 1};

    @Test
    void putsEveryResourceUnderItsOwnId() {
        Set<String> seen = new HashSet<>();
        for (JsonNode entry : DemoData.transaction().path("entry")) {
            JsonNode resource = entry.path("resource");
            String id = resource.path("resourceType").asText() + "/" + resource.path("id").asText();
            assertThat(entry.at("/request/method").asText()).isEqualTo("PUT");
            assertThat(entry.at("/request/url").asText()).isEqualTo(id);
            assertThat(seen.add(id)).as(id).isTrue();
        }
        assertThat(seen).hasSize(35 + 2 * Ward.SIZE + 4 * FollowUps.claims().size() + 4 * Ward.examined().size());
        assertThat(seen.stream().filter(id -> id.startsWith("Patient/"))).hasSizeGreaterThanOrEqualTo(45);
    }

    @Test
    void labelsWhatAHospitalSubmittedAndNamesItInItsDecisions() {
        Map<String, List<String>> institutions = new TreeMap<>();
        for (JsonNode entry : DemoData.transaction().path("entry")) {
            JsonNode resource = entry.path("resource");
            String id = resource.path("id").asText();
            switch (resource.path("resourceType").asText()) {
                case "Bundle" -> {
                    assertThat(resource.at("/meta/security")).hasSize(1);
                    assertThat(resource.at("/meta/security/0/system").asText())
                            .isEqualTo(DemoData.INSTITUTION_SYSTEM);
                    assertThat(resource.path("entry")).isNotEmpty();
                    institutions.computeIfAbsent(resource.at("/meta/security/0/code").asText(),
                            code -> new ArrayList<>()).add(id);
                }
                case "ClaimResponse" -> institutions.computeIfAbsent(resource.at("/requestor/reference").asText()
                        .replace("Organization/org-", ""), code -> new ArrayList<>()).add(id);
                case "Organization" -> assertThat(id)
                        .isEqualTo("org-" + resource.at("/identifier/0/value").asText());
                default -> { }
            }
        }

        assertThat(institutions).isEqualTo(Map.of(
                DemoData.HOSPITAL_A,
                IntStream.rangeClosed(1, 7).boxed().flatMap(number ->
                        Stream.of("demo-decision-a" + number, "demo-submission-a" + number)).toList(),
                DemoData.HOSPITAL_B,
                List.of("demo-decision-b1", "demo-submission-b1", "demo-decision-b2", "demo-submission-b2")));
    }

    @Test
    void refersOnlyToWhatItHolds() {
        List<String> ids = DemoData.transaction().findValuesAsText("url").stream().toList();
        assertThat(references(DemoData.transaction())).isNotEmpty().isSubsetOf(ids);

        ObjectNode submission = DemoData.priorAuthorization();
        assertThat(references(submission)).isNotEmpty().isSubsetOf(submission.findValuesAsText("fullUrl"));
    }

    @Test
    void holdsNoNationalIdentifierThatCouldBelongToAPerson() {
        List<String> identifiers = new ArrayList<>();
        collect(DemoData.transaction(), identifiers);
        collect(DemoData.priorAuthorization(), identifiers);

        assertThat(identifiers).hasSizeGreaterThan(6 + Ward.SIZE)
                .allMatch(identifier -> identifier.matches("[A-Z][0-9]{9}"))
                .noneMatch(DemoDataTest::hasRightCheckDigit);
        assertThat(hasRightCheckDigit("A123456789")).isTrue();
    }

    @Test
    void hasDecisionsThatAreMadeAndOnesThatAreNot() {
        assertThat(DemoData.transaction().findValuesAsText("disposition"))
                .containsOnly("審畢結果", "已受理").contains("審畢結果", "已受理");
    }

    @Test
    void hasDecisionsThatAskForMoreAndSayWhat() {
        List<String> wanted = new ArrayList<>();
        for (JsonNode entry : DemoData.transaction().path("entry")) {
            JsonNode decision = entry.path("resource");
            if (decision.at("/item/0/adjudication/0/reason/coding/0/code").asText().equals("4")
                    && decision.at("/requestor/reference").asText().endsWith(DemoData.HOSPITAL_A)) {
                wanted.add(decision.at("/processNote/0/text").asText());
            }
        }
        assertThat(wanted).hasSize(2).allMatch(text -> text.startsWith("請補附"));
    }

    @Test
    void tellsOfEveryVisitWhoseItIs() {
        for (JsonNode entry : DemoData.transaction().path("entry")) {
            JsonNode resource = entry.path("resource");
            if (resource.path("resourceType").asText().equals("Encounter")) {
                assertThat(resource.at("/subject/reference").asText()).as(resource.path("id").asText())
                        .startsWith("Patient/demo-patient-");
            }
        }
    }

    private static List<String> references(JsonNode node) {
        return node.findValuesAsText("reference");
    }

    private static void collect(JsonNode node, List<String> identifiers) {
        if (node.path("system").asText().equals("http://www.moi.gov.tw")) {
            identifiers.add(node.path("value").asText());
        }
        node.forEach(child -> collect(child, identifiers));
    }

    /** The rule of the check digit of Taiwan's national identifier. */
    private static boolean hasRightCheckDigit(String identifier) {
        int letter = LETTERS.indexOf(identifier.charAt(0)) + 10;
        int sum = letter / 10 + letter % 10 * 9;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += Character.digit(identifier.charAt(i + 1), 10) * WEIGHTS[i];
        }
        return sum % 10 == 0;
    }
}
