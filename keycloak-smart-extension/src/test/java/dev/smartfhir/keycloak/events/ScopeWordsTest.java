package dev.smartfhir.keycloak.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeWordsTest {

    private static final Set<String> ASSIGNED = Set.of("web-origins");

    @ParameterizedTest
    @ValueSource(strings = {
        "patient/Observation.rs?patient=p-77",
        "user/Observation.rs?subject=Patient/p-77&category=laboratory",
        "launch/patient?role=p-77"})
    void tellsNoConstraintAndNoRole(String scope) {
        ScopeWords words = ScopeWords.of(scope, ASSIGNED);

        assertThat(words.told()).isEqualTo(scope.split("\\?")[0]).doesNotContain("p-77");
        assertThat(words.unknown()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A123456789", "eyJhbGciOiJSUzI1NiJ9.e30.c2ln", "patient/p-77.rs", "launch/p-77", "__p-77",
        "https://ehr.example.org/Patient/p-77", "patient/Observation.rs?"})
    void countsAndNeverTellsWhatIsNoScopeOfThisServer(String word) {
        ScopeWords words = ScopeWords.of("openid " + word, ASSIGNED);

        assertThat(words.told()).isEqualTo("openid");
        assertThat(words.unknown()).isEqualTo(1);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void readsNothingAsNoWords(String scope) {
        assertThat(ScopeWords.of(scope, ASSIGNED).isEmpty()).isTrue();
    }

    @Test
    void tellsNamesThatAreAssignedAndThoseOfTheStandards() {
        assertThat(ScopeWords.of("openid web-origins fhirUser __introspect", ASSIGNED).told())
                .isEqualTo("openid web-origins fhirUser __introspect");
    }

    @ParameterizedTest
    @CsvSource({
        "patient/*.rs openid,        patient/*.rs openid,       ''",
        "patient/Observation.r,      patient/*.cruds,           ''",
        "patient/Observation.read,   patient/Observation.rs,    ''",
        "patient/Observation.cruds,  patient/Observation.rs,    patient/Observation.cruds",
        "launch/patient openid,      openid,                    launch/patient",
        "openid fhirUser,            openid,                    fhirUser",
        "user/*.rs,                  patient/*.rs,              user/*.rs"})
    void knowsWhatAGrantDoesNotCover(String asked, String granted, String leftOut) {
        ScopeWords left = ScopeWords.of(asked, ASSIGNED).leftOutOf(ScopeWords.of(granted, ASSIGNED));

        assertThat(left.told()).isEqualTo(leftOut);
        assertThat(left.isEmpty()).isEqualTo(leftOut.isEmpty());
    }

    @Test
    void aConstraintThatTheGrantAddedIsANarrowing() {
        ScopeWords left = ScopeWords.of("user/Observation.rs", ASSIGNED)
                .leftOutOf(ScopeWords.of("user/Observation.rs?category=laboratory", ASSIGNED));

        assertThat(left.isEmpty()).isFalse();
    }

    @Test
    void aWordThatIsNoScopeIsLeftOutOfEveryGrant() {
        ScopeWords left = ScopeWords.of("openid nonsense", ASSIGNED).leftOutOf(ScopeWords.of("openid", ASSIGNED));

        assertThat(left.isEmpty()).isFalse();
        assertThat(left.told()).isEmpty();
    }

    @Test
    void cutsALongValueBetweenTwoWords() {
        Set<String> many = IntStream.range(0, 500).mapToObj(i -> "scope-" + i).collect(Collectors.toSet());

        String told = ScopeWords.of(String.join(" ", many), many).told();

        assertThat(told).hasSizeLessThanOrEqualTo(ScopeWords.LONGEST + 3).endsWith(" ...");
        assertThat(many).contains(told.split(" ")[told.split(" ").length - 2]);
    }
}
