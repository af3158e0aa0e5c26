package dev.smartfhir.endtoend.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.table.Changes.Version;
import dev.smartfhir.table.Grant;
import dev.smartfhir.table.Row;
import dev.smartfhir.table.Table;
import dev.smartfhir.table.Verdict;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Whether a request has changed on the server what its verdict says, and nothing else. */
record EffectCheck(Table table, Row row, Grant grant, Verdict verdict) {

    void check(List<Version> changes) {
        switch (verdict.word()) {
            case "created" -> assertThat(one(changes).number()).isEqualTo("1");
            case "stamped" -> {
                assertThat(one(changes).number()).isEqualTo("1");
                assertThat(labels(changes.get(0))).containsExactly(demandedLabel());
            }
            case "updated", "restored" -> {
                assertThat(one(changes).number()).isNotEqualTo("1");
                assertThat(changes.get(0).deletion()).isFalse();
            }
            case "deleted" -> assertThat(one(changes).deletion()).isTrue();
            case "blind" -> assertThat(changes).as("what has changed").hasSize(1);
            case "entries" -> assertThat(changes).as("what has changed").hasSize(writesDone());
            default -> assertThat(changes).as("what has changed").isEmpty();
        }
    }

    private static Version one(List<Version> changes) {
        assertThat(changes).as("what has changed").hasSize(1);
        return changes.get(0);
    }

    private int writesDone() {
        String[] statuses = verdict.detail().split(" ");
        int done = 0;
        for (int i = 0; i < statuses.length; i++) {
            if (statuses[i].startsWith("2") && !row.bundle().entries().get(i).startsWith("GET")) {
                done++;
            }
        }
        return done;
    }

    private String demandedLabel() {
        return Stream.of(table.scope(row, grant).split("[?&]"))
                .filter(part -> part.startsWith("_security="))
                .map(part -> part.substring("_security=".length()))
                .findFirst().orElseThrow();
    }

    private static List<String> labels(Version version) {
        return StreamSupport.stream(version.body().path("meta").path("security").spliterator(), false)
                .map(label -> label.path("system").asText() + "|" + label.path("code").asText())
                .toList();
    }
}
