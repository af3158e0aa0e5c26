package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scopes of every kind on one token open what any of them opens (SCO-14, D-12). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeveralScopesIT {

    private final Labs data;

    SeveralScopesIT(Servers servers) {
        data = new Labs(servers);
        for (int i = 0; i < 30; i++) {
            data.observation("noise" + i, "b", "noise", "noise", null);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "system/Observation.rs?category=SYS|lab system/Observation.rs?category=SYS|vital;"
                    + " lab1 lab2 lab3 labB vital1 vital2 vitalB",
            "system/Observation.rs?category=SYS|lab&code=SYS|special system/Observation.rs?category=SYS|lab&code=SYS|plain;"
                    + " lab1 lab2 lab3 labB",
            "system/Observation.rs?category=SYS|lab patient/Observation.r; lab1 lab2 lab3 labB",
            "patient/Observation.rs?category=SYS|lab; lab1 lab2 lab3",
            "patient/Observation.read?category=SYS|lab; -",
            "patient/*.rs?category=SYS|lab patient/Observation.rs?category=SYS|vital;"
                    + " lab1 lab2 lab3 vital1 vital2"})
    void oneQueryFindsAndCountsWhatAnyOfThemOpens(String scopes, String names) {
        Person a = data.inContextOf("a");
        HttpAnswer found = a.get(filled(scopes), data.all() + "&_count=20");
        if (names.equals("-")) {
            assertThat(found.status()).isEqualTo(403);
            return;
        }
        assertThat(data.names(found)).containsExactly(names.split(" "));
        HttpAnswer count = a.get(filled(scopes), data.all() + "&_summary=count");
        assertThat(count.json().path("total").asInt(-1)).as(count.body()).isEqualTo(names.split(" ").length);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "system/Observation.rs?category=SYS|lab system/Observation.rs?code=SYS|plain;"
                    + " lab1 lab2 lab3 labB vital1 vital2 vitalB",
            "system/Observation.rs?_security=SYS|one system/Observation.rs?code=SYS|special; lab1 lab3 labB vital1",
            "system/Observation.rs?_security=|one system/Observation.rs?_security=SYS|two; lab2",
            "system/Observation.rs?_security=SYS|&identifier=SYS|; lab1 lab2 vital1",
            "patient/Observation.rs system/Observation.rs?category=SYS|lab; lab1 lab2 lab3 labB vital1 vital2",
            "patient/*.read system/Observation.rs?code=SYS|special&category=SYS|lab; lab1 lab2 lab3 labB vital1 vital2"})
    void whatNoQuerySaysIsFoundPageByPageAndNotCounted(String scopes, String names) {
        Person a = data.inContextOf("a");
        for (String size : List.of("", "&_count=50", "&_count=3", "&_count=1")) {
            List<String> all = new ArrayList<>();
            HttpAnswer page = a.get(filled(scopes), data.all() + size);
            for (int i = 0; i < 60; i++) {
                all.addAll(data.names(page));
                assertThat(page.json().has("total")).as(page.body()).isFalse();
                String next = Labs.next(page.json());
                if (next == null) {
                    break;
                }
                page = a.follow(filled(scopes), next);
            }
            assertThat(all).as(size).containsExactly(names.split(" "));
        }
        for (String count : List.of("&_summary=count", "&_count=0", "&_total=accurate", "&_total=estimated",
                "&_offset=0&_count=50")) {
            HttpAnswer refused = a.get(filled(scopes), data.all() + count);
            assertThat(refused.status()).as(count + refused.body()).isEqualTo(403);
            Refusal.of(refused, "count", "system/Observation.s");
        }
        Refusal.of(a.send(filled(scopes), "GET", data.all(), null, Map.of("Cache-Control", "no-store, max-results=2")),
                "count", "system/Observation.s");
        assertThat(data.names(a.get(filled(scopes), data.all() + "&_total=none&_count=50")))
                .containsExactly(names.split(" "));
    }

    @Test
    void searchesOnlyByWhatOpensSearchAndReadsOnlyByWhatOpensRead() {
        String scopes = filled("system/Observation.s?category=SYS|lab system/Observation.r?category=SYS|vital");
        assertThat(data.names(data.get(scopes, data.all()))).containsExactly("lab1", "lab2", "lab3", "labB");
        assertThat(data.get(scopes, "/" + data.of("Observation", "lab1")).status()).isEqualTo(404);
        assertThat(data.get(scopes, "/" + data.of("Observation", "vital1")).status()).isEqualTo(200);
        String apart = filled("system/Observation.s?category=SYS|lab system/Observation.s?_security=SYS|two"
                + " system/Observation.r?category=SYS|vital");
        assertThat(data.names(data.get(apart, data.all()))).containsExactly("lab1", "lab2", "lab3", "labB");
    }

    @Test
    void aScopeWithoutConstraintOpensAllWhateverTheOthersSay() {
        String scopes = filled("system/Observation.rs?category=SYS|lab system/Observation.rs");
        JsonNode found = data.get(scopes, data.all() + "&_summary=count").json();
        assertThat(found.path("total").asInt()).isEqualTo(37);
    }

    private String filled(String scopes) {
        return scopes.replace("SYS", data.system());
    }
}
