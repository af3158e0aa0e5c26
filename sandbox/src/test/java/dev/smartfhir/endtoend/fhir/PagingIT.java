package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A page belongs to issuer, client and granted scope (D-09). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagingIT {

    private static final String DECISIONS = "system/ClaimResponse.rs";

    private final Caller caller;
    private final Caller other;
    private final Stored stored;

    PagingIT(Servers servers) {
        caller = new Caller(servers);
        other = new Caller(servers);
        stored = new Stored(caller);
    }

    @Test
    void letsTheOwnerGoForwardAndBack() {
        HttpAnswer second = caller.follow(DECISIONS, link(firstPage(), "next"));
        assertThat(second.status()).as(second.body()).isEqualTo(200);
        assertThat(second.json().path("entry")).hasSize(2);
        assertThat(caller.follow(DECISIONS, link(second, "self")).json().path("entry")).hasSize(2);
        assertThat(caller.follow(DECISIONS, link(second, "previous")).json().path("entry")).hasSize(2);
        HttpAnswer last = caller.follow(DECISIONS, link(second, "next"));
        assertThat(last.json().path("entry")).hasSize(1);
    }

    @Test
    void answersAnotherClientAsIfThePageWereGone() {
        isGone(other.follow(DECISIONS, link(firstPage(), "next")));
        isGone(other.follow(Stored.EVERYTHING, link(firstPage(), "next")));
    }

    @Test
    void answersAnotherScopeOfTheSameClientAsIfThePageWereGone() {
        isGone(caller.follow(DECISIONS + " system/Patient.r", link(firstPage(), "next")));
    }

    @Test
    void refusesALinkThatIsUnsignedTamperedOrDoubled() {
        String next = link(firstPage(), "next");
        isGone(caller.follow(DECISIONS, next.replaceAll("&_smart=[^&]*", "")));
        isGone(caller.follow(DECISIONS, next.replaceAll("_getpages=[^&]*", "_getpages=unknown")));
        isGone(caller.follow(DECISIONS, next + "&_getpages=unknown"));
    }

    @Test
    void refusesAPageWithoutAToken(Servers servers) {
        String next = link(firstPage(), "next").substring(caller.base().length());
        assertThat(servers.fhir().get(next, null).status()).isEqualTo(401);
    }

    private HttpAnswer firstPage() {
        return caller.get(DECISIONS, stored.decisions() + "&_count=2");
    }

    private static void isGone(HttpAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(410);
        assertThat(answer.json().path("issue")).hasSize(1);
        assertThat(answer.body()).doesNotContain("ClaimResponse");
    }

    private static String link(HttpAnswer answer, String relation) {
        for (var link : answer.json().path("link")) {
            if (link.path("relation").asText().equals(relation)) {
                return link.path("url").asText();
            }
        }
        throw new AssertionError("no link " + relation + " in " + answer.body());
    }
}
