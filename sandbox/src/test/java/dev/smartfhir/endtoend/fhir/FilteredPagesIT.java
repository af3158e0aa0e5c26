package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search that no one query says is filtered resource by resource: all is found, and nothing tells what is not. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilteredPagesIT {

    /** More than HAPI reads of such a search by itself, the entries of its largest page. */
    private static final int HIDDEN = 260;

    private final Labs data;
    private final String scope;

    FilteredPagesIT(Servers servers) {
        data = new Labs(servers);
        scope = "system/Observation.rs?" + data.category("lab") + " system/Observation.rs?" + data.code("special");
        StringBuilder entries = new StringBuilder();
        for (int i = 0; i < HIDDEN; i++) {
            entries.append(i == 0 ? "" : ",").append("{\"resource\":")
                    .append(data.body("hidden" + i, "a", "vital", "plain", null))
                    .append(",\"request\":{\"method\":\"PUT\",\"url\":\"")
                    .append(data.of("Observation", "hidden" + i)).append("\"}}");
        }
        HttpAnswer stored = data.send(Stored.EVERYTHING, "POST", "",
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + entries + "]}");
        assertThat(stored.status()).as(stored.body()).isEqualTo(200);
        data.observation("last", "b", "lab", "plain", null);
        data.observation("zlast", "b", "lab", "plain", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no-cache"})
    void findsWhatLiesBeyondMoreThanAPageOfHiddenOnes(String cacheControl) {
        List<String> seen = new ArrayList<>();
        HttpAnswer page = data.client().send(scope, "GET", data.all() + "&_count=2", null,
                cacheControl.isEmpty() ? Map.of() : Map.of("Cache-Control", cacheControl));
        while (true) {
            assertThat(data.names(page)).isNotEmpty().hasSizeLessThanOrEqualTo(2);
            assertThat(page.json().has("total")).isFalse();
            seen.addAll(data.names(page));
            String next = Labs.next(page.json());
            if (next == null) {
                break;
            }
            page = data.client().follow(scope, next);
        }
        assertThat(seen).containsExactly("lab1", "lab2", "lab3", "labB", "last", "zlast");
    }

    /** As another Bundle, a page told in its total how much the search had found. */
    @Test
    void showsNoPageAsABundleThatIsNoResult() {
        String next = Labs.next(data.get(scope, data.all() + "&_count=2").json());
        for (String type : List.of("collection", "transaction", "document", "batch", "batch-response")) {
            String url = next.replace("_bundletype=searchset", "_bundletype=" + type);
            assertThat(url).isNotEqualTo(next);
            assertThat(data.client().follow(scope, url).status()).isEqualTo(400);
        }
    }
}
