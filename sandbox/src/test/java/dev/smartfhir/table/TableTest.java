package dev.smartfhir.table;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table leaves nothing out. */
class TableTest {

    private final Table table = Table.read();
    private final DataSet data = DataSet.read();

    @Test
    void everyCellIsFilledWithAVerdictOfTheList() {
        assertThat(table.rows()).allSatisfy(row -> {
            assertThat(row.cells().keySet()).as(row.id()).containsExactlyElementsOf(table.grants().keySet());
            row.cells().keySet().forEach(grant -> {
                Verdict verdict = row.verdict(grant);
                assertThat(table.verdicts()).as(row.id()).containsKey(verdict.word());
                assertThat(verdict.detail().isEmpty()).as(row.id() + ": " + verdict)
                        .isEqualTo(!List.of("403", "entries").contains(verdict.word()));
            });
        });
    }

    @Test
    void everyVerdictOfTheListIsGivenSomewhere() {
        Set<String> given = table.rows().stream().flatMap(row -> row.cells().values().stream())
                .map(cell -> Verdict.of(cell).word()).collect(Collectors.toSet());

        assertThat(given).containsExactlyInAnyOrderElementsOf(table.verdicts().keySet());
    }

    @Test
    void everyRowSaysWhatItIsInBothLanguagesAndWhy() {
        assertThat(table.rows().stream().map(Row::id)).doesNotHaveDuplicates();
        assertThat(table.rows()).allSatisfy(row -> {
            assertThat(row.en()).as(row.id()).isNotBlank();
            assertThat(row.zh()).as(row.id()).isNotBlank();
            assertThat(row.ref()).as(row.id()).matches("[A-Z]+-\\d+(, [A-Z]+-\\d+)*");
            assertThat(row.types()).as(row.id()).isNotEmpty();
            assertThat(table.groups()).as(row.id()).containsKey(row.group());
            assertThat(row.hits()).as(row.id()).allMatch(data::has);
        });
    }

    @Test
    void theRowsStandInTheOrderOfTheirGroups() {
        assertThat(table.rows().stream().map(Row::group).distinct())
                .containsExactlyElementsOf(table.groups().keySet());
    }

    @Test
    void everyInteractionOfHapiHasARowOrAReasonWhyItCannotOccur() {
        Set<String> rows = table.rows().stream().map(Row::interaction).collect(Collectors.toSet());

        assertThat(Stream.of(RestOperationTypeEnum.values()).map(Enum::name))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(rows.stream(), table.cannotOccur().keySet().stream()).toList());
    }

    @Test
    void whatNoScopeCoversIsNeverAnswered() {
        assertThat(table.rows()).filteredOn(row -> !row.group().equals("capabilities")).allSatisfy(row ->
                assertThat(row.verdict("none").toString()).as(row.id()).matches("[45]\\d\\d.*|entries( 403)+"));
    }

    @Test
    void aRestrictedGrantGetsNoMoreThanTheWholeType() {
        assertThat(table.rows()).allSatisfy(row -> table.grants().forEach((name, grant) -> {
            if (grant.isRestricted() && row.verdict("system").word().equals("403")
                    && !row.verdict("system").detail().equals("privileged-write")) {
                assertThat(row.verdict(name).isRefusal()).as(row.id() + " " + name).isTrue();
            }
        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"_include=", "_include=*", "_include:iterate", "_include:recurse", "_revinclude=",
            "_revinclude=*", "_revinclude:iterate", "subject.name", "subject:Patient.name",
            "request.patient.organization.name", "_has:", ":_has:", "._has:", "_sort=patient.name", "_filter=",
            "_list=", "_query=", "_text=", "_content=", "_contained=", ":identifier=", ":missing=", ":not=", ":in=",
            ":not-in=", ":mdm=", ":above=", "_summary=count", "_summary=true", "_summary=text", "_summary=data",
            "_total=accurate", "_total=estimate", "_elements=", "_count=0", "_offset=", "_getpages=", "{next}",
            "_search", "/Patient/pat-a/Observation", "/?_type=", "If-None-Exist", "If-None-Match", "If-Modified-Since",
            "If-Match", "X-HTTP-Method-Override", "Prefer", "X-Cascade", "_cascade=", "_expunge=", "_format=",
            "X-Meta-Snapshot-Mode", "X-Rewrite-History", "Cache-Control", "Content-Location", "application/json-patch",
            "application/xml-patch", "patch-fhirpath", "$everything", "$export", "$graphql", "$validate", "$meta",
            "$meta-add", "$meta-delete", "$expunge", "$reindex", "$expand", "$lastn", "$process-message",
            "$nobody-knows", "HEAD ", "OPTIONS ", "TRACE ", "BREW ", "/Binary/", "/Subscription", "/SearchParameter",
            "/StructureDefinition", "%2F", "//", "/observation", "/_history?_", "/metadata", "obs-match-url"})
    void everyDoorThatIsKnownHasARow(String door) {
        assertThat(table.rows().stream()
                .filter(row -> (row.request() + row.headers() + row.body() + row.bundle()).contains(door)).findFirst())
                .isPresent();
    }
}
