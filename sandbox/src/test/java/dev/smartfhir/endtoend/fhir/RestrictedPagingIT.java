package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Pages and totals of a restricted grant hold its patient's resources only, and belong to its patient and user. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestrictedPagingIT {

    private static final String SCOPE = "patient/Observation.rs";

    private final Servers servers;
    private final TwoPatients data;
    private final Person a;

    RestrictedPagingIT(Servers servers) {
        this.servers = servers;
        data = new TwoPatients(new Caller(servers));
        a = Person.patientInContext(servers, data.id("a"));
        for (int i = 0; i < 6; i++) {
            data.putAbout("Observation", "more" + i, "a");
            data.putAbout("Observation", "others" + i, "b");
        }
    }

    /** The well-known leak of peers: pages are filtered, but the total counts every row. */
    @Test
    void countsAndPagesThroughThePatientsOwnOnly() {
        List<String> seen = new ArrayList<>();
        HttpAnswer page = a.get(SCOPE, "/Observation?_count=3&_total=accurate");
        while (true) {
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            assertThat(page.json().path("total").asInt()).isEqualTo(7);
            seen.addAll(PatientScopesIT.ids(page));
            String next = link(page);
            if (next == null) {
                break;
            }
            page = a.follow(SCOPE, next);
        }
        assertThat(seen).hasSize(7).doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith("a-") || id.startsWith("more"));
    }

    @Test
    void bindsAPageToPatientAndUser() {
        String next = link(a.get(SCOPE, "/Observation?_count=2"));
        assertThat(a.follow(SCOPE, next).status()).isEqualTo(200);
        for (Person other : List.of(Person.patientInContext(servers, data.id("b")), Person.nobody(servers),
                a.with("fhirUser", data.of("Practitioner", "doctor")))) {
            assertThat(other.follow(SCOPE, next).status()).isEqualTo(410);
        }
        assertThat(a.follow("patient/*.cruds", next).status()).isEqualTo(410);
    }

    @Test
    void pagesThroughAHistoryWithoutATotal() {
        for (int i = 0; i < 3; i++) {
            data.put("Observation", "often", "\"status\":\"final\",\"code\":{\"text\":\"x" + i + "\"},\"subject\":"
                    + data.reference("a"));
        }
        HttpAnswer first = a.get(SCOPE, "/" + data.of("Observation", "often") + "/_history?_count=2");
        assertThat(first.json().path("entry")).as(first.body()).hasSize(2);
        assertThat(first.json().has("total")).isFalse();
        HttpAnswer second = a.follow(SCOPE, link(first));
        assertThat(second.json().path("entry")).as(second.body()).hasSize(1);
        assertThat(second.json().has("total")).isFalse();
    }

    private static String link(HttpAnswer answer) {
        for (var link : answer.json().path("link")) {
            if (link.path("relation").asText().equals("next")) {
                return link.path("url").asText();
            }
        }
        return null;
    }
}
