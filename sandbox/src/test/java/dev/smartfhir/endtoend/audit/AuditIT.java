package dev.smartfhir.endtoend.audit;

import static dev.smartfhir.endtoend.audit.Audited.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.endtoend.audit.Audited.Sent;
import dev.smartfhir.endtoend.fhir.Refusal;
import dev.smartfhir.endtoend.servers.OnOwnServers;
import dev.smartfhir.endtoend.servers.Servers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every request, allowed or refused, leaves a record that tells who and what, no more, and that nobody gets at. */
@OnOwnServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuditIT {

    private static final String OBSERVATION = "\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":"
            + "{\"reference\":\"Patient/p1\"}";
    private static final Map<String, String> USER = Map.of("fhirUser", "Practitioner/doc", "sub", "user-1");
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");
    private static final String NATIONAL_ID = "A123456789";

    private final Audited server;

    AuditIT(Servers servers) {
        server = Audited.start(servers);
        server.put("Patient", "p1", "\"identifier\":[{\"system\":\"urn:nid\",\"value\":\"" + NATIONAL_ID + "\"}]");
        server.put("Patient", "p2", "");
        server.put("Practitioner", "doc", "");
        server.put("Observation", "o1", OBSERVATION);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # method | path | body | letters | interaction | action | profile | entity | patients
            GET    | Observation/o1            |        | r | read            | R | PatientRead  | Observation/o1 | p1
            GET    | Observation/o1/_history/1 |        | r | vread           | R | PatientRead  | Observation/o1 | p1
            GET    | Observation/o1/_history   |        | r | history-instance| R | PatientRead  | Observation/o1 | p1
            GET    | Practitioner/doc          |        | r | read            | R | Read         | Practitioner/doc |
            GET    | Observation?_id=o1        |        | s | search-type     | E | PatientQuery | Observation/o1 | p1
            GET    | Patient?_id=p1,p2         |        | s | search-type     | E | Query        | Patient/p2 | p1 p2
            GET    | Patient?_id=nobody        |        | s | search-type     | E | Query        |                |
            POST   | Observation               | obs    | c | create          | C | PatientCreate| Observation/   | p1
            POST   | Basic                     | basic  | c | create          | C | Create       | Basic/         |
            PUT    | Observation/o2            | obs    | u | update          | U | PatientUpdate| Observation/o2 | p1
            PATCH  | Observation/o2            | patch  | u | patch           | U | PatientUpdate| Observation/o2 | p1
            DELETE | Observation/o2            |        | d | delete          | D | PatientDelete| Observation/o2 | p1
            GET    | Patient/p1/$everything    |        | rs| operation       | E |              | Patient/p1     | p1
            GET    | Observation/_history      |        | s | history-type    | E |              | Observation/o1 | p1
            """)
    @Order(1)
    void recordsWhatWasAllowed(String method, String path, String body, String letters, String interaction,
            String action, String profile, String entity, String patients) {
        String type = path.split("[/?]")[0];
        String scope = "user/" + type + "." + letters;
        String text = body == null ? null : switch (body) {
            case "patch" -> "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"amended\"}]";
            case "obs" -> body("Observation", method.equals("PUT") ? "o2" : null, OBSERVATION);
            default -> body("Basic", null, "\"code\":{\"text\":\"x\"}");
        };
        Sent sent = server.send(scope, USER, method, "/" + path, text,
                "patch".equals(body) ? Map.of("Content-Type", "application/json-patch+json") : Map.of());
        assertThat(sent.answer().status()).as(sent.answer().body()).isIn(200, 201);
        JsonNode event = server.recordOf(sent);
        assertThat(event.at("/type/code").asText()).isEqualTo("rest");
        assertThat(event.at("/subtype/0/code").asText()).isEqualTo(interaction);
        assertThat(event.path("action").asText()).isEqualTo(action);
        assertThat(event.path("outcome").asText()).isEqualTo("0");
        if (profile != null) {
            assertThat(event.at("/meta/profile/0").asText()).endsWith("/IHE.BasicAudit." + profile);
        }
        isBy(event, "stub-client");
        assertThat(event.toString()).contains("\"policy\":[\"" + scope + "\"]", "Practitioner/doc", "user-1");
        assertThat(event.at("/source/observer/display").asText()).isEqualTo(server.base());
        assertThat(references(event)).anySatisfy(reference ->
                assertThat(reference).startsWith(entity == null ? "" : entity));
        assertThat(patients(event)).isEqualTo(patients == null ? "" : patients);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # scope | method | path | status | rule | interaction
            system/Claim.rs         | GET    | Observation/o1        | 403 | interaction     | read
            system/Claim.rs         | GET    | Observation?_id=o1    | 403 | interaction     | search-type
            system/Observation.r    | DELETE | Observation/o1        | 403 | interaction     | delete
            system/Observation.rs   | GET    | Observation?patient.name=x | 403 | search-through | search-type
            system/*.cruds          | POST   | Patient/p1/$meta-add  | 403 | operation       | operation
            system/*.cruds          | DELETE | Patient/p1?_expunge=true | 403 | expunge      | delete
            patient/*.cruds         | GET    | Patient/p1            | 404 | not-shown       | read
            system/*.rs             | GET    | Patient/unknown       | 404 |                 | read
                                    | GET    | Patient/p1            | 401 | invalid_request |
            """)
    @Order(1)
    void recordsWhatWasRefusedOrFailed(
            String scope, String method, String path, int status, String rule, String interaction) {
        Sent sent = server.send(scope, Map.of("patient", "p2"), method, "/" + path,
                method.equals("POST") ? body("Parameters", null, "") : null, Map.of());
        assertThat(sent.answer().status()).as(sent.answer().body()).isEqualTo(status);
        JsonNode event = server.recordOf(sent);
        assertThat(event.path("outcome").asText()).isEqualTo("4");
        assertThat(event.path("meta").has("profile")).isFalse();
        if (interaction != null) {
            assertThat(event.at("/subtype/0/code").asText()).isEqualTo(interaction);
        }
        if (scope != null) {
            assertThat(event.path("outcomeDesc").asText()).isEqualTo(rule == null ? "HTTP 404" : rule);
        }
        isBy(event, scope == null ? "unknown" : "stub-client");
        assertThat(event.toString().contains("\"policy\"")).isEqualTo(scope != null && rule == null);
        if (path.startsWith("Patient/p1")) {
            assertThat(patients(event)).isEqualTo("p1");
        }
        if (path.contains("unknown")) {
            assertThat(event.toString()).contains("\"name\":\"Patient/unknown\"").doesNotContain("_history");
            assertThat(server.count("?entity-name:exact=Patient/unknown")).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({"text/html, ''", "'', ?_format=html/json"})
    @Order(1)
    void recordsWhatABrowserWasShown(String accept, String format) {
        Sent sent = server.send("system/Observation.r", Map.of(), "GET", "/Observation/o1" + format, null,
                accept.isEmpty() ? Map.of() : Map.of("Accept", accept));
        assertThat(sent.answer().body()).as("HAPI's page for browsers").contains("<html");
        JsonNode event = server.recordOf(sent);
        assertThat(patients(event)).isEqualTo("p1");
        assertThat(references(event)).contains("Observation/o1/_history/1");
    }

    @Test
    @Order(1)
    void losesNoRecordBecauseOfALongScope() {
        String scope = "system/Observation.rs?category=" + "x".repeat(190) + "&code=" + "y".repeat(190)
                + "&status=" + "z".repeat(190);
        Sent sent = server.send(scope, "GET", "/Observation?_id=o1", null);
        assertThat(sent.answer().status()).as(sent.answer().body()).isEqualTo(200);
        assertThat(server.recordOf(sent).at("/agent/0/policy/0").asText()).isEqualTo("system/Observation.rs");
    }

    @Test
    @Order(1)
    void recordsEachEntryOfABatch() {
        String batch = """
                {"resourceType":"Bundle","type":"batch","entry":[
                {"request":{"method":"GET","url":"Observation/o1"}},
                {"request":{"method":"GET","url":"Patient/p2"}},
                {"request":{"method":"POST","url":"Observation"},"resource":OBS},
                {"request":{"method":"GET","url":"Observation?identifier=urn:nid|A123456789"}}]}"""
                .replace("OBS", body("Observation", null, OBSERVATION));
        Sent sent = server.send("system/Observation.crs", "POST", "", batch);
        assertThat(sent.answer().status()).isEqualTo(200);
        List<JsonNode> events = server.recordsOf(sent.id(), 5);
        Map<String, JsonNode> byEntry = events.stream().collect(Collectors.toMap(AuditIT::place, event -> event));
        assertThat(byEntry.keySet()).containsExactlyInAnyOrder("", "0", "1", "2", "3");
        assertThat(byEntry.get("").at("/subtype/0/code").asText()).isEqualTo("batch");
        assertThat(byEntry.get("0").at("/subtype/0/code").asText()).isEqualTo("read");
        assertThat(patients(byEntry.get("0"))).isEqualTo("p1");
        assertThat(byEntry.get("1").path("outcomeDesc").asText()).isEqualTo("interaction");
        assertThat(patients(byEntry.get("1"))).isEqualTo("p2");
        assertThat(byEntry.get("2").path("action").asText()).isEqualTo("C");
        assertThat(patients(byEntry.get("2"))).isEqualTo("p1");
        assertThat(byEntry.get("3").at("/subtype/0/code").asText()).isEqualTo("search-type");
    }

    @Test
    @Order(1)
    void tellsTheAuditorOfAPatientAlsoAfterItIsDeleted() {
        server.put("Patient", "gone", "");
        server.put("Observation", "gone", OBSERVATION.replace("p1", "gone"));
        server.recordOf(server.send("system/Patient.r", "GET", "/Patient/gone", null));
        server.recordOf(server.send("system/Claim.r", "GET", "/Patient/gone", null));
        int before = server.count("?patient=Patient/gone");
        assertThat(before).isGreaterThanOrEqualTo(4);
        Sent conflict = server.send("system/Patient.d", "DELETE", "/Patient/gone", null);
        assertThat(conflict.answer().status()).as("the Observation is there").isEqualTo(409);
        server.recordOf(conflict);

        Sent cascade = server.send("system/*.cruds", "DELETE", "/Patient/gone?_cascade=delete", null);
        assertThat(cascade.answer().status()).as(cascade.answer().body()).isEqualTo(200);
        JsonNode event = server.recordOf(cascade);
        assertThat(references(event)).anyMatch(reference -> reference.startsWith("Patient/gone/_history/"))
                .anyMatch(reference -> reference.startsWith("Observation/gone/_history/"));
        assertThat(server.count("?patient=Patient/gone")).isGreaterThanOrEqualTo(before + 2);

        server.put("Patient", "alone", "");
        server.recordOf(server.send("system/Patient.r", "GET", "/Patient/alone", null));
        assertThat(server.send("system/Patient.d", "DELETE", "/Patient/alone", null).answer().status()).isEqualTo(200);
        Sent again = server.send("system/Patient.r", "GET", "/Patient/alone", null);
        assertThat(again.answer().status()).isEqualTo(410);
        assertThat(patients(server.recordOf(again))).isEqualTo("alone");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT    | AuditEvent/ID              | event | audit
            PUT    | AuditEvent/new             | event | audit
            PUT    | AuditEvent?_id=ID          | event | audit
            PATCH  | AuditEvent/ID              | patch | audit
            PATCH  | AuditEvent?_id=ID          | patch | audit
            DELETE | AuditEvent/ID              |       | audit
            DELETE | AuditEvent?_id=ID          |       | audit
            DELETE | AuditEvent?_lastUpdated=gt2000 |   | audit
            DELETE | AuditEvent/ID?_expunge=true |      | audit
            POST   | AuditEvent/ID/$meta-add    | meta  | operation
            POST   | AuditEvent/ID/$expunge     | meta  | operation
            POST   | AuditEvent/$expunge        | meta  | operation
            POST   | $expunge                   | meta  | operation
            """)
    @Order(2)
    void letsNobodyChangeARecord(String method, String path, String kind, String rule) {
        JsonNode record = server.newest("?_count=1").get(0);
        String id = record.path("id").asText();
        String text = kind == null ? null : switch (kind) {
            case "event" -> record.toString().replace("stub-client", "somebody-else")
                    .replace("\"" + id + "\"", "\"" + (path.contains("new") ? "new" : id) + "\"");
            case "patch" -> "[{\"op\":\"replace\",\"path\":\"/outcome\",\"value\":\"8\"}]";
            default -> body("Parameters", null, "");
        };
        Sent sent = server.send("system/*.cruds system/AuditEvent.cruds", Map.of(), method,
                "/" + path.replace("ID", id), text,
                "patch".equals(kind) ? Map.of("Content-Type", "application/json-patch+json") : Map.of());
        Refusal.of(sent.answer(), rule, null);
        server.recordOf(sent);
        assertThat(server.newest("?_id=" + id).get(0)).isEqualTo(record);
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch", "transaction"})
    @Order(2)
    void letsNobodyChangeARecordInABundle(String type) {
        JsonNode record = server.newest("?_count=1").get(0);
        String id = record.path("id").asText();
        Sent sent = server.send("system/*.cruds system/AuditEvent.cruds", "POST", "",
                "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":["
                        + "{\"request\":{\"method\":\"DELETE\",\"url\":\"AuditEvent/" + id + "\"}},"
                        + "{\"resource\":" + record + ",\"request\":{\"method\":\"PUT\",\"url\":\"AuditEvent/" + id
                        + "\"}}]}");
        assertThat(sent.answer().body()).contains("\"audit\"").doesNotContain("\"200 OK\"", "\"204 No Content\"");
        assertThat(server.newest("?_id=" + id).get(0)).isEqualTo(record);
    }

    @Test
    @Order(2)
    void letsOnlyThoseAddARecordWhomTheOperatorLets() {
        String event = body("AuditEvent", null, "\"type\":{\"code\":\"x\"},\"recorded\":\"2026-01-01T00:00:00Z\","
                + "\"agent\":[{\"requestor\":true}],\"source\":{\"observer\":{\"display\":\"app\"}}");
        assertThat(server.send("system/*.cruds", "POST", "/AuditEvent", event).answer().status()).isEqualTo(403);
        assertThat(server.send("system/AuditEvent.c", "POST", "/AuditEvent", event).answer().status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AuditEvent", "AuditEvent?patient=Patient/p1", "AuditEvent?_summary=count", "AuditEvent/ID",
            "AuditEvent/ID/_history", "AuditEvent/ID/_history/1", "AuditEvent/_history", "_history",
            "Patient/p1/AuditEvent", "Patient?_id=p1&_revinclude=AuditEvent:patient",
            "Patient?_id=p1&_revinclude=AuditEvent:entity", "Patient?_id=p1&_revinclude=*",
            "Patient?_id=p1&_revinclude:iterate=AuditEvent:*", "Patient/p1/$everything",
            "Patient/p1/$everything?_type=AuditEvent", "Patient/p1/$everything?_count=3",
            "Patient?_has:AuditEvent:patient:agent-name=stub-client",
            "Patient?_has:AuditEvent:entity:outcome=0", "Basic?subject:AuditEvent.outcome=0"})
    @Order(2)
    void showsNoRecordToATokenForAPatientOrAUser(String path) {
        String id = server.newest("?_count=1&patient=Patient/p1").get(0).path("id").asText();
        for (String context : List.of("patient", "user")) {
            String scope = context + "/*.cruds " + context + "/AuditEvent.cruds";
            Map<String, String> claims = context.equals("patient") ? Map.of("patient", "p1") : USER;
            Sent sent = server.send(scope, claims, "GET", "/" + path.replace("ID", id), null, Map.of());
            assertThat(sent.answer().status()).as(sent.answer().body()).isNotEqualTo(500);
            assertThat(sent.answer().body()).doesNotContain("AuditEvent/", "recorded");
            if (path.contains("AuditEvent") && !path.startsWith("Patient?_id") && !path.contains("$")) {
                assertThat(sent.answer().status()).as(sent.answer().body()).isIn(400, 403, 404);
            }
            Sent batch = server.send(scope, claims, "POST", "", "{\"resourceType\":\"Bundle\",\"type\":\"batch\","
                    + "\"entry\":[{\"request\":{\"method\":\"GET\",\"url\":\"" + path.replace("ID", id) + "\"}}]}",
                    Map.of());
            assertThat(batch.answer().body()).doesNotContain("AuditEvent/", "recorded");
        }
    }

    @Test
    @Order(3)
    void keepsNothingOfAQueryOrAToken() {
        String query = "identifier=urn:nid%7C" + NATIONAL_ID + "&name=Wang";
        List<Sent> sent = List.of(
                server.send("system/Patient.rs", "GET", "/Patient?" + query, null),
                server.send("system/Patient.rs", Map.of(), "POST", "/Patient/_search", query, FORM),
                server.send("system/Claim.rs", "GET", "/Patient?" + query, null),
                server.send("system/Patient.crs", Map.of(), "POST", "/Patient", body("Patient", null, ""),
                        Map.of("If-None-Exist", "identifier=urn:nid|" + NATIONAL_ID)),
                server.send("system/Patient.crus", "PUT", "/Patient?identifier=urn:nid%7C" + NATIONAL_ID + "9",
                        body("Patient", null, "")),
                server.send("system/Patient.ds", "DELETE", "/Patient?identifier=urn:nid%7C" + NATIONAL_ID + "8", null),
                server.send(null, "GET", "/Patient?" + query, null));
        sent.forEach(server::recordOf);
        String everything = server.everything();
        assertThat(everything).contains("p1").doesNotContain(NATIONAL_ID, "Wang", "Bearer", "urn:nid");
        assertThat(new String(decoded(everything))).doesNotContain(NATIONAL_ID, "Wang");
        for (String token : server.tokens()) {
            assertThat(everything).doesNotContain(token);
        }
    }

    @Test
    @Order(4)
    void losesNoRecordOfManyRequestsAtOnceNorAtShutdown() throws Exception {
        List<String> ids = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Sent>> all = IntStream.range(0, 200).mapToObj(i -> threads.submit(() -> server.send(
                    i % 3 == 0 ? "system/Claim.rs" : "system/Patient.rs", Map.of("client_id", "crowd"), "GET",
                    "/Patient/p" + (1 + i % 2), null, Map.of()))).toList();
            for (Future<Sent> one : all) {
                ids.add(one.get().id());
            }
        } finally {
            threads.shutdown();
        }
        server.await(() -> server.count("?agent-name:exact=crowd") == 200);
        assertThat(server.everything()).contains(ids);
        Audited.pause();
        int before = server.count("");
        for (int i = 0; i < 50; i++) {
            server.send("system/Patient.rs", "GET", "/Patient/p1", null);
        }
        server.close();
        // One of those before was a client's own; counting them is recorded, too.
        assertThat(server.output())
                .contains("Audit records at shutdown: " + (before - 1 + 1 + 50) + " written since the start, 0 left")
                .doesNotContain("are lost", "cannot be written now", "without being looked at");
    }

    private static void isBy(JsonNode event, String client) {
        assertThat(event.at("/agent/0/who/display").asText()).isEqualTo(client);
        assertThat(event.at("/agent/0/network/address").asText()).isEqualTo("127.0.0.1");
    }

    private static String place(JsonNode event) {
        return StreamSupport.stream(event.path("entity").spliterator(), false)
                .flatMap(entity -> StreamSupport.stream(entity.path("detail").spliterator(), false))
                .filter(detail -> detail.path("type").asText().equals("entry"))
                .map(detail -> detail.path("valueString").asText()).findFirst().orElse("");
    }

    private static List<String> references(JsonNode event) {
        return StreamSupport.stream(event.path("entity").spliterator(), false)
                .map(entity -> entity.at("/what/reference").asText()).toList();
    }

    private static String patients(JsonNode event) {
        return StreamSupport.stream(event.path("entity").spliterator(), false)
                .filter(entity -> entity.at("/role/code").asText().equals("1"))
                .map(entity -> entity.at("/what/reference").asText().replaceAll("Patient/(.*)/_history/.*", "$1"))
                .sorted().collect(Collectors.joining(" "));
    }

    /** The queries that records hold in Base64, in one text. */
    private static byte[] decoded(String everything) {
        StringBuilder all = new StringBuilder();
        Matcher queries = Pattern.compile("\"query\":\\s*\"([^\"]*)\"")
                .matcher(everything);
        while (queries.find()) {
            all.append(new String(Base64.getDecoder().decode(queries.group(1)))).append('\n');
        }
        assertThat(all).contains("Patient");
        return all.toString().getBytes();
    }
}
