package dev.smartfhir.hapi.audit;

import static dev.smartfhir.hapi.Rules.MATCH_URLS;
import static dev.smartfhir.hapi.Rules.SEARCHES;
import static dev.smartfhir.hapi.Rules.grants;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.hapi.interaction.Writes;
import dev.smartfhir.hapi.verdict.Judge;
import dev.smartfhir.hapi.verdict.Verdict;
import dev.smartfhir.scopes.Interaction;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhoWritesRecordsTest {

    private static final Judge OPENED = new Judge(Set.of("AuditEvent"));
    private static final Judge CLOSED = new Judge(Set.of());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # audit | letter | scopes                                  | closed           | opened by the operator
            true    | UPDATE | system/*.cruds                          | audit            | audit
            true    | UPDATE | system/AuditEvent.cruds system/*.cruds  | audit            | audit
            true    | DELETE | system/AuditEvent.cruds                 | audit            | audit
            true    | DELETE | system/Claim.r                          | audit            | audit
            true    | CREATE | system/AuditEvent.c                     | privileged-write | allowed
            true    | CREATE | system/*.cruds                          | privileged-write | privileged-write
            true    | CREATE | system/Claim.c                          | interaction      | interaction
            false   | UPDATE | system/AuditEvent.u                     | privileged-write | allowed
            false   | DELETE | system/*.cruds                          | privileged-write | privileged-write
            false   | CREATE | system/*.c                              | allowed          | allowed
            """)
    void nobodyChangesOrDeletesThemWhereTheServerWritesThem(
            boolean audited, Interaction letter, String scopes, String closed, String opened) {
        Writes writes = new Writes(SEARCHES, MATCH_URLS, audited);
        assertThat(code(CLOSED.judge(writes.letter(letter, "AuditEvent"), grants(scopes)))).isEqualTo(closed);
        assertThat(code(OPENED.judge(writes.letter(letter, "AuditEvent"), grants(scopes)))).isEqualTo(opened);
    }

    private static String code(Verdict verdict) {
        return verdict instanceof Verdict.Forbidden forbidden ? forbidden.rule().code() : "allowed";
    }
}
