package dev.smartfhir.endtoend.publicbugs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the tests want to know of a Bundle that the server answered. */
final class Answers {

    private Answers() {
    }

    /** The ids of the resources in a search result. */
    static List<String> ids(HttpAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return entries(answer).map(entry -> entry.path("resource").path("id").asText()).toList();
    }

    /** The total of a search result; -1 where it has none. */
    static int total(HttpAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("total").asInt(-1);
    }

    /** The link to the next page. */
    static String next(HttpAnswer answer) {
        for (JsonNode link : answer.json().path("link")) {
            if (link.path("relation").asText().equals("next")) {
                return link.path("url").asText();
            }
        }
        throw new AssertionError("no next page: " + answer.body());
    }

    /** The status of each entry of a batch or transaction response, without its text. */
    static List<String> statuses(HttpAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return entries(answer)
                .map(entry -> entry.path("response").path("status").asText().replaceFirst(" .*", ""))
                .toList();
    }

    /** Says that the answer is a refusal with exactly one issue, by the rule named. */
    static void assertRefused(HttpAnswer answer, String rule) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        JsonNode issues = answer.json().path("issue");
        assertThat(issues).hasSize(1);
        assertThat(issues.path(0).path("details").path("coding").path(0).path("code").asText()).isEqualTo(rule);
    }

    private static Stream<JsonNode> entries(HttpAnswer answer) {
        return StreamSupport.stream(answer.json().path("entry").spliterator(), false);
    }
}
