package dev.smartfhir.scopes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What two constraints have in common. */
class ConstraintTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"a;a;a", "a,b;b,c;b", "c,b,a;a,b;b,a", "a,a;a;a", "a%2Cb;b;b",
        "s|1,s|2;s|2;s|2"})
    void offersTheAlternativesOfBoth(String first, String second, String common) {
        assertThat(new Constraint("code", first).inCommon(new Constraint("code", second)))
                .contains(Constraint.of("code", common));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"a;b", "a,b;c", "a;A", "s|1;1", "a;a%5C,b", "Organization/a;a"})
    void hasNothingInCommonWhereNoAlternativeIsTheSame(String first, String second) {
        assertThat(new Constraint("code", first).inCommon(new Constraint("code", second))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"code,category", "code,code:not"})
    void hasNothingInCommonWithAnotherParameter(String first, String second) {
        assertThat(new Constraint(first, "a").inCommon(new Constraint(second, "a"))).isEmpty();
    }
}
