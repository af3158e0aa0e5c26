package dev.smartfhir.endtoend.fuzz.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzScope.Condition;
import dev.smartfhir.endtoend.fuzz.world.Bodies;
import dev.smartfhir.endtoend.fuzz.world.Key;
import dev.smartfhir.endtoend.fuzz.world.World;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle itself, on cases computed by hand from the rows of the data set. */
class OracleTest {

    private final World world = World.ofDataRows();
    private final Oracle oracle = new Oracle(world);

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", value = {
            "system/Observation.s; -; -; 1 2 3 4 5 6 7 8 9",
            "system/Observation.r; -; -; -",
            "system/*.s; -; -; 1 2 3 4 5 6 7 8 9",
            "system/Patient.s; -; -; -",
            "patient/Observation.s; fzpat01; -; 1 2 4 8 9",
            "patient/Observation.s; fzpat02; -; 3 4",
            "patient/Observation.s; -; -; -",
            "user/Observation.s; fzpat01; Patient/fzpat03; 5 6",
            "user/Observation.s; fzpat01; RelatedPerson/fzrel01; 1 2 4 8 9",
            "user/Observation.s; fzpat01; RelatedPerson/fzrel02; -",
            "user/Observation.s; fzpat01; Person/fzper01; -",
            "user/Observation.s; fzpat01; -; -",
            "user/Observation.s; -; Practitioner/fzprc01; 1 2 3 4 5 6 7 8 9",
            "system/Observation.s?category=laboratory; -; -; 1 3 5 7 9",
            "system/Observation.s?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory; -;"
                    + " -; 1 3 5 7 9",
            "system/Observation.s?category=|local; -; -; 6",
            "system/Observation.s?category=|laboratory; -; -; -",
            "system/Observation.s?code=718-7,8867-4&status=final; -; -; 2 4 8 9 1",
            "system/Observation.s?status=fin; -; -; -",
            "system/Observation.s?date=ge2026-04-01; -; -; 7 8 9",
            "system/Observation.s?date=gt2026-04-01; -; -; 8 9",
            "system/Observation.s?date=lt2026-01-12; -; -; 1",
            "system/Observation.s?date=2026-03-13; -; -; 4 5",
            "system/Observation.s?performer=Patient/fzpat01; -; -; 4",
            "system/Observation.s?_security=H2; -; -; 3 6",
            "system/Observation.s?_tag=http://fuzz.example/tag|blue; -; -; 4 7 9",
            "system/Observation.s?_profile=http://fuzz.example/profile/a; -; -; 2 5",
            "system/Observation.s?_id=fzobs02,fzobs04; -; -; 2 4",
            "system/Observation.s?nosuch=1; -; -; -",
            "system/Observation.s?patient.family=Ash; -; -; -",
            "system/Observation.s?status:not=final; -; -; -",
            "patient/Observation.s?status=final; fzpat01; -; 1 2 4 8 9",
            "patient/Observation.s?category=laboratory; fzpat01; -; 1 9",
            "patient/Observation.s?category=vital-signs system/Observation.s?_id=fzobs07; fzpat02; -; 4 7",
            "system/*.s?_security=H1; -; -; 1 6 8",
            "system/*.s?use=claim; -; -; -"})
    void coversWhatTheScopesSayAndNothingElse(String scopes, String patient, String user, String numbers) {
        FuzzToken token = token(scopes, patient, user);
        assertThat(world.currents().stream()
                .filter(version -> version.key().type().equals("Observation"))
                .filter(version -> oracle.covers(token, 's', version.body()))
                .map(version -> version.key().id())
                .collect(Collectors.toSet()))
                .isEqualTo(numbers == null ? Set.of() : Stream.of(numbers.split(" "))
                        .map(number -> "fzobs0" + number).collect(Collectors.toSet()));
    }

    @Test
    void tellsTypesThatAreOpenAsAWholeFromThoseThatAreOpenInPart() {
        FuzzToken token = token("system/Claim.rs patient/*.rs system/Bundle.c?_security=H1", "fzpat01", null);
        assertThat(oracle.opensAll(token, 's', "Claim")).isTrue();
        assertThat(oracle.opensAll(token, 's', "*")).isFalse();
        assertThat(oracle.opensAll(token, 'u', "Claim")).isFalse();
        assertThat(oracle.isRestricted(token, 's', "Observation")).isTrue();
        assertThat(oracle.reaches(token, 's', "Organization")).isFalse();
        assertThat(oracle.reaches(token, 's', "Bundle")).isFalse();
        assertThat(oracle.isRestricted(token, 'c', "Bundle")).isTrue();
        assertThat(oracle.ways(token, 's', "Claim")).hasSize(2);
    }

    @Test
    void showsOldVersionsOnlyWhileTheCurrentOneIsShown() {
        FuzzToken lab = token("system/Observation.r?category=laboratory", null, null);
        Key moved = new Key("Observation", "fzobs08");
        assertThat(oracle.covers(lab, 'r', world.version(moved, 1).orElseThrow().body())).isTrue();
        assertThat(oracle.mayBeShown(lab, world.version(moved, 1).orElseThrow())).isFalse();
        Key deleted = new Key("Observation", "fzobs10");
        assertThat(oracle.mayBeShown(lab, world.version(deleted, 1).orElseThrow())).isFalse();
        assertThat(oracle.mayBeShown(FuzzToken.ALL, world.version(deleted, 1).orElseThrow())).isTrue();
        FuzzToken own = new FuzzToken(List.of(), null, "Practitioner/fzprc01", true);
        assertThat(oracle.mayBeShown(own, world.version(new Key("Practitioner", "fzprc01"), 1).orElseThrow())).isTrue();
        assertThat(oracle.mayBeShown(own, world.version(new Key("Practitioner", "fzprc02"), 1).orElseThrow()))
                .isFalse();
    }

    @Test
    void knowsWhichWritesAreBeyondDoubtAndWhichAreForbidden() {
        Writing writing = new Writing(world, oracle);
        FuzzToken patient = token("patient/Observation.cud", "fzpat01", null);
        ObjectNode own = observation("subject", "Patient/fzpat01", "status", "final");
        ObjectNode others = observation("subject", "Patient/fzpat02");
        ObjectNode both = observation("subject", "Patient/fzpat01", "encounter", "Encounter/fzenc02");
        assertThat(writing.surelyCreates(patient, own)).isTrue();
        assertThat(writing.surelyCreates(patient, both)).isFalse();
        assertThat(writing.may(patient, 'c', "Observation", null, both)).isTrue();
        assertThat(writing.may(patient, 'c', "Observation", null, others)).isFalse();
        assertThat(writing.may(patient, 'u', "Observation", own, others)).isFalse();
        assertThat(writing.may(patient, 'u', "Observation", others, own)).isFalse();
        assertThat(writing.may(patient, 'd', "Observation", others, null)).isFalse();
        assertThat(writing.surelyDeletes(patient, own)).isTrue();

        FuzzToken institution = token("system/Observation.cu?_security=" + Bodies.LABELS + "|H1", null, null);
        ObjectNode labelled = observation("security", "H1");
        assertThat(writing.surelyCreates(institution, own)).isTrue();
        assertThat(writing.surelyCreates(institution, observation("security", "H1,H2"))).isFalse();
        assertThat(writing.may(institution, 'c', "Observation", null, own)).isFalse();
        assertThat(writing.may(institution, 'c', "Observation", null, labelled)).isTrue();
        assertThat(writing.surelyUpdates(institution, labelled, own)).isTrue();
        assertThat(writing.surelyUpdates(institution, own, own)).isFalse();
        assertThat(writing.labels(institution, 'c', "Observation")).isEqualTo(Writing.labels(labelled));
        assertThat(writing.may(token("patient/Patient.c", "fzpat01", null), 'c', "Patient", null,
                Bodies.of(new Key("Patient", "fzpat01"), "m", Map.of()))).isFalse();
    }

    private static ObjectNode observation(String... attributes) {
        Map<String, String> map = Stream.iterate(0, i -> i < attributes.length, i -> i + 2)
                .collect(Collectors.toMap(i -> attributes[i], i -> attributes[i + 1]));
        return Bodies.of(new Key("Observation", "fztest1"), "m", map);
    }

    static FuzzToken token(String scopes, String patient, String user) {
        return new FuzzToken(Stream.of(scopes.split(" ")).map(OracleTest::scope).toList(), patient, user, false);
    }

    private static FuzzScope scope(String text) {
        String[] halves = text.split("\\?", 2);
        String[] parts = halves[0].split("[/.]");
        return FuzzScope.of(parts[0], parts[1], parts[2], halves.length == 1 ? new Condition[0]
                : Stream.of(halves[1].split("&")).map(one -> one.split("=", 2))
                        .map(one -> new Condition(one[0], one[1])).toArray(Condition[]::new));
    }
}
