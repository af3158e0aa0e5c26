package dev.smartfhir.endtoend.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.table.Coverage;
import dev.smartfhir.table.DataSet;
import dev.smartfhir.table.Item;
import dev.smartfhir.table.Row;
import dev.smartfhir.table.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Whether an answer is what the verdict says, judged by what the request finds and what the grant covers. */
record VerdictCheck(Row row, Verdict verdict, DataSet data, Coverage coverage) {

    void check(HttpAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isIn(verdict.statuses());
        if (verdict.isRefusal()) {
            refused(answer);
        } else if (verdict.word().equals("blind")) {
            assertThat(answer.body()).isEmpty();
        } else if (verdict.word().equals("entries")) {
            assertThat(entries(answer.json())).as(answer.body()).containsExactly(verdict.detail().split(" "));
            resources(answer);
        } else if (List.of("all", "own", "empty", "left-out").contains(verdict.word())) {
            found(answer);
        }
    }

    private void refused(HttpAnswer answer) {
        assertThat(Shown.in(answer, data)).as(answer.body()).isEmpty();
        if (List.of("304", "501").contains(verdict.word()) || answer.body().isEmpty()) {
            return;
        }
        if (answer.body().startsWith("{")) {
            JsonNode issues = answer.json().path("issue");
            assertThat(issues).as(answer.body()).hasSize(1);
            assertThat(issues.path(0).path("details").path("text").asText()).isNotBlank();
        }
        if (verdict.word().equals("403")) {
            assertThat(answer.header("WWW-Authenticate")).startsWith(
                    "Bearer realm=\"fhir\", error=\"insufficient_scope\"");
            assertThat(answer.body()).as("the rule").contains("'" + verdict.detail() + "'");
        }
    }

    private void found(HttpAnswer answer) {
        List<String> hits = row.hits();
        List<String> visible = coverage.visibleHits().stream().map(Item::key).toList();
        switch (verdict.word()) {
            case "all" -> assertThat(visible).as("all is covered").containsExactlyInAnyOrderElementsOf(hits);
            case "own" -> assertThat(visible).as("some is covered").isNotEmpty().hasSizeLessThan(hits.size());
            case "left-out" -> {
                assertThat(visible).as("the matches are covered").containsAll(matches(hits));
                assertThat(visible).as("something is left out").hasSizeLessThan(hits.size());
            }
            default -> assertThat(visible).as("nothing is covered").isEmpty();
        }
        switch (row.answer()) {
            case count -> assertThat(answer.json().path("total").asInt(-1)).as(answer.body())
                    .isEqualTo(visible.size());
            case resources -> resources(answer);
            case status -> assertThat(Shown.in(answer, data)).as(answer.body()).isSubsetOf(visible);
        }
    }

    private void resources(HttpAnswer answer) {
        List<String> visible = coverage.visibleHits().stream().map(Item::key).toList();
        List<String> shown = Shown.in(answer, data);
        if (row.page() == null) {
            assertThat(shown).as(answer.body()).containsExactlyInAnyOrderElementsOf(visible);
        } else {
            assertThat(visible).containsAll(shown);
            assertThat(shown).as(answer.body()).hasSize(Math.min(row.page(), visible.size()));
        }
        if (answer.body().startsWith("{") && answer.json().path("type").asText().equals("searchset")) {
            searchset(answer.json(), visible);
        }
    }

    private void searchset(JsonNode bundle, List<String> visible) {
        // HAPI counts all that an operation finds, and only once it has found the last of it.
        int matches = row.operation() == null ? matches(visible).size() : visible.size();
        if (bundle.has("total")) {
            assertThat(bundle.path("total").asInt()).as("total").isEqualTo(matches);
        }
        if (row.page() == null || row.first() == null) {
            boolean due = row.page() != null && matches > row.page();
            assertThat(Shown.next(bundle) != null).as("a link to the next page in %s", bundle).isEqualTo(due);
        }
    }

    private List<String> matches(List<String> hits) {
        return hits.stream()
                .filter(key -> row.searchedType().isEmpty() || data.item(key).type().equals(row.searchedType()))
                .toList();
    }

    private static List<String> entries(JsonNode bundle) {
        List<String> statuses = new ArrayList<>();
        bundle.path("entry").forEach(entry ->
                statuses.add(entry.path("response").path("status").asText().split(" ")[0]));
        return statuses;
    }
}
