package dev.smartfhir.keycloak.ceiling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ceilings with placeholders: what is one, what fills it, and what it grants where nothing does. */
class CeilingTest {

    private static final Map<String, String> CLIENT = Map.of(
            "smart.attribute.institution", "1145010010",
            "smart.attribute.two", " 1145010010  1101020018 1145010010",
            "smart.attribute.blank", "  ",
            "smart.attribute.empty", "",
            "smart.attribute.comma", "a,b",
            "smart.attribute.one-bad", "1145010010 a|b",
            "smart.attribute.tab", "a\tb",
            "smart.attribute.long", "x".repeat(65),
            "institution-without-prefix", "1145010010");
    private static final Map<String, List<String>> USER = Map.of(
            "institution", List.of("1101020018"),
            "two", List.of("1101020018", "1145010010", "1101020018"),
            "none", List.of(),
            "blank", List.of(""),
            "spaces", List.of("1101020018 1145010010"),
            "one-bad", List.of("1101020018", "x&_id=1"),
            "five", numbers(5), "twenty", numbers(20), "twenty-one", numbers(21),
            "own", List.of("1101020018"));
    private static final AttributeValues VALUES = new AttributeValues(CLIENT::get,
            name -> USER.getOrDefault(name, List.of()).stream(), Set.of("own")::contains);

    static Stream<String> illFormedValues() {
        return Stream.of("", " ", "a b", "a,b", "a|b", "a$b", "${a}", "a&b", "a\\b", "a/b", "a%2Cb", "a\n", "a\"b",
                "臺大", "a=b", "a?b", "x".repeat(65));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "system/ClaimResponse.rs?requestor=Organization/org-${institution}"
            + " system/ClaimResponse.rs?requestor=Organization/org-1145010010",
        "system/Bundle.crs?_security=https://example.org/s|${institution}"
            + " system/Bundle.crs?_security=https://example.org/s|1145010010",
        "system/Bundle.crs?_security=https://example.org/s%7C%24%7Binstitution%7D"
            + " system/Bundle.crs?_security=https://example.org/s|1145010010",
        "system/Bundle.rs?identifier=${two} system/Bundle.rs?identifier=1101020018,1145010010",
        "system/Bundle.rs?type=collection&identifier=${institution}"
            + " system/Bundle.rs?type=collection&identifier=1145010010",
        "system/Bundle.rs?identifier=a-${institution},nhi system/Bundle.rs?identifier=a-1145010010,nhi",
        "user/ClaimResponse.rs?requestor=Organization/org-${institution}"
            + " user/ClaimResponse.rs?requestor=Organization/org-1101020018",
        "patient/Claim.r?provider=Organization/org-${two}"
            + " patient/Claim.r?provider=Organization/org-1101020018,Organization/org-1145010010",
        "user/Claim.r?identifier=${institution}-${two}"
            + " user/Claim.r?identifier=1101020018-1101020018,1101020018-1145010010"})
    void isFilledFromTheAttributesOfItsContext(String ceiling, String filled) throws Unfilled {
        assertThat(Ceiling.read(ceiling).orElseThrow().filled(VALUES)).hasToString(filled);
    }

    @ParameterizedTest
    @ValueSource(strings = {"system/Bundle.rs?identifier=${missing}", "system/Bundle.rs?identifier=${blank}",
        "system/Bundle.rs?identifier=${empty}", "system/Bundle.rs?identifier=${comma}",
        "system/Bundle.rs?identifier=${one-bad}", "system/Bundle.rs?identifier=${tab}",
        "system/Bundle.rs?identifier=${long}", "system/Bundle.rs?identifier=${none}",
        "system/Bundle.rs?identifier=${institution-without-prefix}", "system/Bundle.rs?identifier=nhi,${missing}",
        "system/Bundle.rs?identifier=${institution}&_security=${missing}", "system/*.rs?_security=${five}",
        "user/Bundle.rs?identifier=${missing}", "user/Bundle.rs?identifier=${none}",
        "user/Bundle.rs?identifier=${blank}", "user/Bundle.rs?identifier=${spaces}",
        "user/Bundle.rs?identifier=${one-bad}", "patient/Bundle.rs?identifier=${comma}",
        "patient/Bundle.rs?identifier=${institution}${missing}"})
    void grantsNothingWhereAValueIsMissingOrIllFormed(String ceiling) {
        assertThatThrownBy(() -> Ceiling.read(ceiling).orElseThrow().filled(VALUES)).isInstanceOf(Unfilled.class)
                .hasMessageContaining("attribute");
    }

    @ParameterizedTest
    @MethodSource("illFormedValues")
    void takesNoValueThatCouldBeSyntaxAndRepeatsNoneInTheReason(String value) {
        Ceiling ceiling = Ceiling.read("user/Bundle.rs?identifier=${x}").orElseThrow();
        AttributeValues values = new AttributeValues(name -> null, name -> Stream.of("good", value), name -> false);

        assertThatThrownBy(() -> ceiling.filled(values)).isInstanceOf(Unfilled.class)
                .hasMessage("the user attribute x has a value other than 1 to 64 letters, digits, dots, hyphens and "
                        + "underscores");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user/Bundle.rs?identifier=${own}", "patient/Bundle.rs?identifier=${own}",
        "user/Bundle.rs?identifier=${institution}-${own}"})
    void grantsNothingWhereUsersCanWriteTheAttributeThemselves(String ceiling) {
        assertThatThrownBy(() -> Ceiling.read(ceiling).orElseThrow().filled(VALUES)).isInstanceOf(Unfilled.class)
                .hasMessageContaining("themselves");
    }

    @Test
    void aUserProfileSaysNothingAboutClientAttributes() throws Unfilled {
        AttributeValues values = new AttributeValues(name -> "a", name -> Stream.empty(), name -> true);

        assertThat(Ceiling.read("system/Bundle.rs?identifier=${x}").orElseThrow().filled(values))
                .hasToString("system/Bundle.rs?identifier=a");
    }

    @Test
    void takesTwentyAlternativesAndNoMore() throws Unfilled {
        assertThat(Ceiling.read("user/Bundle.rs?identifier=${twenty}").orElseThrow().filled(VALUES).text())
                .matches("[^,]+(,[^,]+){19}");
        for (String value : List.of("${twenty-one}", "${five}-${twenty}")) {
            assertThatThrownBy(() -> Ceiling.read("user/Bundle.rs?identifier=" + value).orElseThrow().filled(VALUES))
                    .isInstanceOf(Unfilled.class).hasMessageContaining("20");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"system/Bundle.rs?identifier=${", "system/Bundle.rs?identifier=${}",
        "system/Bundle.rs?identifier=${A}", "system/Bundle.rs?identifier=${1a}", "system/Bundle.rs?identifier=${a.b}",
        "system/Bundle.rs?identifier=${a_b}", "system/Bundle.rs?identifier=${${a}}",
        "system/Bundle.rs?identifier=$${a}{b}", "system/Bundle.rs?identifier=${a", "system/Bundle.rs?identifier=${a:b}",
        "system/Bundle.rs?identifier=${a}${B}", "system/Bundle.rs?identifier=${a%20}",
        "system/Bundle.rs?identifier=%24%7BA%7D", "system/Bundle.rs?identifier=%5C${a}",
        "system/Bundle.rs?identifier=${a}%5C", "system/Bundle.rs?identifier=${abcdefghijklmnopqrstuvwxyzabcdefg}",
        "launch/patient?role=${a}", "system/Bundle.rs?composition.x=${a}", "system/Bundle.rs?identifier:not=${a}"})
    void countsForNothingWhereItsPlaceholderIsMalformedOrMisplaced(String name) {
        assertThat(Ceiling.read(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "system/ClaimResponse.rs?requestor=Organization/org-${institution} system/ClaimResponse.rs",
        "user/ClaimResponse.rs?status=active&requestor=${institution} user/ClaimResponse.rs?status=active",
        "user/ClaimResponse.rs?status=active user/ClaimResponse.rs?status=active",
        "system/Bundle.read system/Bundle.read"})
    void itsUpperBoundIsWithoutTheConstraintsThatAreFilled(String ceiling, String bound) {
        assertThat(Ceiling.read(ceiling).orElseThrow().upperBound()).hasToString(bound);
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).collect(Collectors.toList());
    }
}
