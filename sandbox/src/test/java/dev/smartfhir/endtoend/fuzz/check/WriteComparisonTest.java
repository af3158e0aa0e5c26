package dev.smartfhir.endtoend.fuzz.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.fuzz.draw.Call;
import dev.smartfhir.endtoend.fuzz.draw.Change;
import dev.smartfhir.endtoend.fuzz.draw.Write;
import dev.smartfhir.endtoend.fuzz.draw.Write.Form;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzScope;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzScope.Condition;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzToken;
import dev.smartfhir.endtoend.fuzz.oracle.Oracle;
import dev.smartfhir.endtoend.fuzz.world.Bodies;
import dev.smartfhir.endtoend.fuzz.world.Key;
import dev.smartfhir.endtoend.fuzz.world.Version;
import dev.smartfhir.endtoend.fuzz.world.World;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The comparison of writes can fail: servers that write, tell or half-do in one wrong way each. */
class WriteComparisonTest {

    private static final FuzzToken PATIENT = new FuzzToken(
            List.of(FuzzScope.of("patient", "Observation", "cud")), "fzpat01", null, false);
    private static final FuzzToken HOSPITAL = new FuzzToken(List.of(FuzzScope.of("system", "Observation", "cu",
            new Condition("_security", Bodies.LABELS + "|H1"))), null, null, false);
    private static final Key KEY = new Key("Observation", "fw00001");
    private static final Reply DONE = Reply.of(200, "");

    private final World world = World.ofDataRows();
    private final FakeServer server = new FakeServer(world);
    private final WriteComparison comparison = new WriteComparison(world, new Oracle(world), server);

    @Test
    void findsNothingInRightWrites() {
        ObjectNode own = body(1, "subject", "Patient/fzpat01");
        ObjectNode changed = body(9, "subject", "Patient/fzpat01", "status", "final");
        server.answering("PUT /Observation/fw00001", call -> {
            server.put(KEY, changed);
            return DONE;
        });
        Judgement judgement = comparison.judge(PATIENT, update(own, changed));
        assertThat(judgement.isClean()).as(judgement.leaks() + " " + judgement.wrongs()).isTrue();
        assertThat(judgement.seen()).contains("changed within the scope");
        assertThat(server.get(KEY.toString())).isNull();
    }

    @Test
    void catchesUpdatesOutOfTheScopeAndIntoIt() {
        ObjectNode own = body(1, "subject", "Patient/fzpat01");
        ObjectNode others = body(9, "subject", "Patient/fzpat02");
        server.answering("PUT /Observation/fw00001", call -> {
            server.put(KEY, Bodies.parse(call.body()));
            return DONE;
        });
        assertThat(comparison.judge(PATIENT, update(own, others)).leaks())
                .anyMatch(leak -> leak.startsWith("changed Observation/fw00001"));
        assertThat(comparison.judge(PATIENT, update(body(1, "subject", "Patient/fzpat02"),
                body(9, "subject", "Patient/fzpat01"))).leaks())
                .anyMatch(leak -> leak.startsWith("changed Observation/fw00001"));
    }

    @Test
    void catchesARefusedWriteThatWasDoneAndADeleteOfWhatIsHidden() {
        ObjectNode others = body(1, "subject", "Patient/fzpat02");
        server.answering("DELETE /Observation/fw00001", call -> {
            server.delete(KEY);
            return FakeServer.NOT_FOUND;
        });
        Change change = new Change('d', KEY, others, null, "", false);
        assertThat(comparison.judge(PATIENT, write(Form.PLAIN, new Call("DELETE", "/" + KEY, Map.of(), null), change))
                .leaks()).contains("answered 404 and changed Observation/fw00001");
    }

    @Test
    void catchesLabelsThatAreTakenOffOrPutOn() {
        ObjectNode labelled = body(1, "security", "H1,H2");
        for (String after : List.of("H1", "H1,H2,H3")) {
            server.answering("PUT /Observation/fw00001", call -> {
                server.put(KEY, body(9, "security", after));
                return DONE;
            });
            assertThat(comparison.judge(HOSPITAL, update(labelled, body(9, "status", "final"))).leaks())
                    .anyMatch(leak -> leak.contains("a label"));
        }
    }

    @Test
    void catchesACreateWithoutTheLabelOfTheScope() {
        ObjectNode unlabelled = body(9, "status", "final");
        server.answering("POST /Observation", call -> {
            server.put(new Key("Observation", "17"), unlabelled);
            return Reply.of(201, "");
        });
        Change change = new Change('c', KEY, null, unlabelled, Version.marker(KEY.id(), 9), false);
        assertThat(comparison.judge(HOSPITAL, write(Form.PLAIN,
                new Call("POST", "/Observation", Map.of(), unlabelled.toString()), change)).leaks()).isNotEmpty();
    }

    @Test
    void catchesABodyThatIsShownWithoutReadAndTextOfWhatWasThereBefore() {
        ObjectNode own = body(1, "subject", "Patient/fzpat01");
        ObjectNode changed = body(9, "subject", "Patient/fzpat01", "status", "final");
        server.answering("PUT /Observation/fw00001", call -> {
            server.put(KEY, changed);
            return Reply.of(200, changed.toString());
        });
        assertThat(comparison.judge(PATIENT, update(own, changed)).leaks())
                .containsExactly("showed the body of Observation/fw00001");
        server.answering("PUT /Observation/fw00001",
                Reply.of(404, "{\"was\":\"" + Version.marker(KEY.id(), 1) + "\"}"));
        assertThat(comparison.judge(PATIENT, update(own, changed)).leaks())
                .contains("text of Observation/fw00001 version 1");
    }

    @Test
    void catchesAConditionalWriteUnderARestrictedGrantAndAHalfDoneTransaction() {
        ObjectNode own = body(1, "subject", "Patient/fzpat01");
        Change change = new Change('d', KEY, own, null, "", false);
        server.answering("DELETE /Observation?identifier=x", DONE);
        assertThat(comparison.judge(PATIENT, write(Form.CONDITIONAL,
                new Call("DELETE", "/Observation?identifier=x", Map.of(), null), change)).leaks()).isNotEmpty();
        server.answering("POST ", call -> {
            server.delete(KEY);
            return Reply.of(403, "");
        });
        assertThat(comparison.judge(PATIENT, write(Form.TRANSACTION, new Call("POST", "", Map.of(), "{}"), change))
                .leaks()).contains("a refused transaction changed something");
    }

    @Test
    void catchesAWrongRefusalAndAStatusThatTellsOfExistence() {
        ObjectNode own = body(1, "subject", "Patient/fzpat01");
        ObjectNode changed = body(9, "subject", "Patient/fzpat01");
        server.otherwise(Reply.of(403, ""));
        assertThat(comparison.judge(PATIENT, update(own, changed)).wrongs())
                .anyMatch(wrong -> wrong.startsWith("refused"));
        server.answering("PUT /Observation/fw00001", Reply.of(412, ""));
        assertThat(comparison.judge(PATIENT, update(body(1, "subject", "Patient/fzpat02"), changed)).leaks())
                .anyMatch(leak -> leak.startsWith("existence of Observation/fw00001"));
    }

    private static Write update(ObjectNode before, ObjectNode body) {
        return write(Form.PLAIN, new Call("PUT", "/" + KEY, Map.of(), body.toString()),
                new Change('u', KEY, before, body, Version.marker(KEY.id(), 9), false));
    }

    private static Write write(Form form, Call call, Change change) {
        Map<Key, List<JsonNode>> stored = change.before() == null ? Map.of() : Map.of(KEY, List.of(change.before()));
        return new Write(stored, form, call, List.of(change));
    }

    private static ObjectNode body(int number, String... attributes) {
        return Bodies.of(KEY, Version.marker(KEY.id(), number), Stream
                .iterate(0, i -> i < attributes.length, i -> i + 2)
                .collect(Collectors.toMap(i -> attributes[i], i -> attributes[i + 1])));
    }
}
