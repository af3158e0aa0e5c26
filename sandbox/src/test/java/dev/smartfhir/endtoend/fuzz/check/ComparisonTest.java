package dev.smartfhir.endtoend.fuzz.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.fuzz.draw.Asked;
import dev.smartfhir.endtoend.fuzz.draw.Call;
import dev.smartfhir.endtoend.fuzz.draw.Include;
import dev.smartfhir.endtoend.fuzz.draw.Query;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzScope;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzScope.Condition;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzToken;
import dev.smartfhir.endtoend.fuzz.oracle.Oracle;
import dev.smartfhir.endtoend.fuzz.world.Bodies;
import dev.smartfhir.endtoend.fuzz.world.Key;
import dev.smartfhir.endtoend.fuzz.world.World;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The comparison can fail: servers that leak in one way each, and a server that does not. */
class ComparisonTest {

    private static final FuzzToken PATIENT = new FuzzToken(
            List.of(FuzzScope.of("patient", "Condition", "rs")), "fzpat02", null, false);
    private static final Key OWN = new Key("Condition", "fzcon02");
    private static final Key HIDDEN = new Key("Condition", "fzcon01");

    private final World world = World.ofDataRows();
    private final FakeServer server = new FakeServer(world);
    private final Comparison comparison = new Comparison(world, new Oracle(world), server, "http://x/fhir");

    @Test
    void findsNothingInRightAnswers() {
        server.answering("GET /Condition/fzcon02", Reply.of(200, body(OWN).toString()))
                .answering("GET /Condition?", result(1, body(OWN)))
                .answering("GET /Claim/fzclm01", Reply.of(403, ""))
                .answering("GET /Claim/fzxxx77", Reply.of(403, ""));
        assertThat(judge(read(OWN)).isClean()).isTrue();
        assertThat(judge(read(HIDDEN)).isClean()).isTrue();
        assertThat(judge(read(new Key("Claim", "fzclm01"))).isClean()).isTrue();
        assertThat(judge(search("")).isClean()).isTrue();
    }

    @Test
    void catchesAHiddenResourceThatIsShown() {
        server.answering("GET /Condition/fzcon01", Reply.of(200, body(HIDDEN).toString()));
        assertThat(judge(read(HIDDEN)).leaks())
                .contains("text of Condition/fzcon01 version 1", "expected 404, got 200");
    }

    @Test
    void catchesAStatusABodyOrAHeaderThatTellsOfExistence() {
        for (Reply telling : List.of(Reply.of(410, ""), Reply.of(412, ""), Reply.of(404, "{\"deleted\":true}"),
                new Reply(404, Map.of("etag", List.of("W/\"1\"")), FakeServer.NOT_FOUND.body()))) {
            server.answering("GET /Condition/fzcon01", telling);
            assertThat(judge(read(HIDDEN)).leaks()).anyMatch(leak -> leak.startsWith("existence of Condition/fzcon01"));
        }
    }

    @Test
    void catchesAHiddenMatchATooLargeTotalAndAHiddenIdBesideTheResources() {
        server.answering("GET /Condition?", result(2, body(OWN), body(HIDDEN)));
        assertThat(judge(search("")).leaks()).contains("found Condition/fzcon01", "a total of 2 instead of 1");
        server.answering("GET /Condition?", Reply.of(400, "{\"diagnostics\":\"conflict with Condition/fzcon01\"}"));
        assertThat(judge(search("")).leaks()).containsExactly("id of Condition/fzcon01 beside the resources");
    }

    @Test
    void catchesACountThatIsTooLarge() {
        server.answering("GET /Condition?_summary=count", Reply.of(200, FakeServer.bundle(List.of(), 3).toString()));
        assertThat(judge(search("_summary=count")).leaks()).containsExactly("a total of 3 instead of 1");
    }

    @Test
    void catchesAnIncludeThatIsHiddenOrThatNothingShownLeadsTo() {
        FuzzToken token = new FuzzToken(List.of(FuzzScope.of("patient", "Condition", "rs"),
                FuzzScope.of("system", "Practitioner", "r"), FuzzScope.of("system", "Encounter", "s")),
                "fzpat02", null, false);
        for (String reference : List.of("Patient/fzpat02", "Practitioner/fzprc01", "Encounter/fzenc01")) {
            ObjectNode bundle = FakeServer.bundle(List.of(body(OWN), body(Key.of(reference))), 1);
            ((ObjectNode) bundle.path("entry").path(1).path("search")).put("mode", "include");
            server.answering("GET /Condition?_include=*", Reply.of(200, bundle.toString()));
            assertThat(comparison.judge(token, new Asked.Search(Call.get("/Condition?_include=*"), "Condition",
                    new Query(List.of(), List.of(), List.of(new Include(false, false, "*", "*", null)), Set.of(), true),
                    Call.get("/Condition?"))).leaks()).as(reference).isNotEmpty();
        }
    }

    @Test
    void catchesASearchThroughATypeThatIsNotOpen() {
        server.answering("GET /Condition?subject:Patient.family=Birch", result(0));
        Query query = new Query(List.of("subject:Patient.family=Birch"), List.of(), List.of(), Set.of("Patient"), true);
        assertThat(comparison.judge(PATIENT, new Asked.Search(Call.get("/Condition?" + query), "Condition", query,
                Call.get("/Condition?" + query))).leaks()).containsExactly("a search through [Patient], got 200");
    }

    @Test
    void catchesAVersionThatIsHiddenAloneOrInAHistory() {
        FuzzToken token = new FuzzToken(
                List.of(FuzzScope.of("patient", "Observation", "r")), "fzpat01", null, false);
        Key moved = new Key("Observation", "fzobs09");
        JsonNode first = world.version(moved, 1).orElseThrow().body().deepCopy();
        ((ObjectNode) first).withObject("/meta").put("versionId", "1");
        server.answering("GET /Observation/fzobs09/_history/1", Reply.of(200, first.toString()));
        server.answering("GET /Observation/fzobs09/_history", result(-1, body(moved), first));
        assertThat(comparison.judge(token, new Asked.ReadVersion(
                Call.get("/Observation/fzobs09/_history/1"), moved, 1)).leaks()).contains("expected 404, got 200");
        assertThat(comparison.judge(token, new Asked.InstanceHistory(
                Call.get("/Observation/fzobs09/_history"), moved)).leaks()).contains("version 1 in a history");
        server.answering("GET /Observation/fzobs09/_history", result(2, body(moved)));
        assertThat(comparison.judge(token, new Asked.InstanceHistory(
                Call.get("/Observation/fzobs09/_history"), moved)).leaks())
                .containsExactly("a history whose total is 2");
    }

    @Test
    void catchesALeakInAnEntryOfABatchAndInAHeader() {
        ObjectNode response = FakeServer.bundle(List.of(body(HIDDEN)), -1).put("type", "batch-response");
        ((ObjectNode) response.path("entry").path(0)).putObject("response").put("status", "200 OK");
        Asked batch = new Asked.Batch(new Call("POST", "", Map.of(), "{}"), List.of(read(HIDDEN)));
        server.answering("POST ", Reply.of(200, response.toString()));
        assertThat(judge(batch).leaks()).contains("entry 0: expected 404, got 200");
        server.answering("GET /$meta", new Reply(403, Map.of("x", List.of("MKfzcon01V1K")), ""));
        assertThat(judge(new Asked.Refused(Call.get("/$meta"))).leaks())
                .contains("text of Condition/fzcon01 version 1");
    }

    @Test
    void catchesAPageThatSomebodyElseMayFollow() {
        ObjectNode first = FakeServer.bundle(List.of(body(OWN)), 1);
        first.putArray("link").addObject().put("relation", "next").put("url", "http://x/fhir?_getpages=1");
        server.answering("GET /Condition?", Reply.of(200, first.toString()));
        server.answering("GET ?_getpages=1", result(1));
        assertThat(judge(search("")).leaks()).containsExactly("expected 410, got 200");
    }

    @Test
    void catchesWrongRefusalsAndOmissionsUnlessARuleAllowsThem() {
        server.answering("GET /Condition?", result(0));
        assertThat(judge(search("")).wrongs()).contains("left out [Condition/fzcon02]");
        server.answering("GET /Condition?", Reply.of(403, ""));
        assertThat(judge(search("")).wrongs()).containsExactly("expected a result, got 403");
        assertThat(judge(read(OWN)).wrongs()).contains("expected Condition/fzcon02, got 404");

        server.answering("GET /Condition?_summary=count", Reply.of(403, ""));
        assertThat(judge(search("_summary=count")).wrongs()).isNotEmpty();
        FuzzToken either = new FuzzToken(List.of(
                FuzzScope.of("system", "Condition", "s", new Condition("code", "44054-6")),
                FuzzScope.of("system", "Condition", "s", new Condition("_tag", "red"))), null, null, false);
        Judgement excused = comparison.judge(either, search("_summary=count"));
        assertThat(excused.isClean()).isTrue();
        assertThat(excused.excuses()).containsExactly("a count that no one query can say");
    }

    private Judgement judge(Asked asked) {
        return comparison.judge(PATIENT, asked);
    }

    private JsonNode body(Key key) {
        return FakeServer.body(world, key.toString());
    }

    private static Asked.Read read(Key key) {
        return new Asked.Read(Call.get("/" + key), key);
    }

    private static Asked.Search search(String shape) {
        Query query = new Query(List.of(), Stream.of(shape).filter(one -> !one.isEmpty()).toList(), List.of(), Set.of(),
                true);
        return new Asked.Search(Call.get("/Condition?" + query), "Condition", query, Call.get("/Condition?"));
    }

    private static Reply result(int total, JsonNode... matches) {
        return Reply.of(200, Bodies.parse(FakeServer.bundle(List.of(matches), total).toString()).toString());
    }
}
