package dev.smartfhir.keycloak.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.scopes.Interactions;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for the parts of any set of scopes. */
class ScopePartsLawsTest {

    @Provide
    Arbitrary<ScopeSet> scopes() {
        Arbitrary<String> letters = Arbitraries.integers().between(1, 31).map(bits -> IntStream.range(0, 5)
                .filter(i -> (bits & 1 << i) != 0).mapToObj(i -> "cruds".substring(i, i + 1))
                .reduce("", String::concat));
        Arbitrary<String> constraints = Arbitraries.of("", "", "", "?code=a", "?code=a,b", "?code=b&status=x",
                "?category=http://terminology.hl7.org/CodeSystem/observation-category%7Claboratory");
        Arbitrary<String> head = Combinators.combine(Arbitraries.of("patient/", "user/", "system/"),
                Arbitraries.of("*", "Observation", "Goal", "Practitioner")).as(String::concat);
        Arbitrary<String> v2 = Combinators.combine(head, letters, constraints)
                .as((start, suffix, end) -> start + "." + suffix + end);
        Arbitrary<String> v1 = Combinators.combine(head, Arbitraries.of(".read", ".write", ".*")).as(String::concat);
        Arbitrary<String> others = Arbitraries.of("launch", "launch/patient", "launch/list?role=urn:x", "openid",
                "offline_access", "__x", "https://x.tw/y");
        return Arbitraries.oneOf(v2, v2, v1, others).map(Scope::parse).list().ofMaxSize(7).map(ScopeSet::of);
    }

    @Property
    void togetherTheySayNeitherMoreNorLess(@ForAll("scopes") ScopeSet scopes) {
        ScopeSet union = ScopeSet.of(ScopeParts.of(scopes));
        assertThat(union.covers(scopes)).isTrue();
        assertThat(scopes.covers(union)).isTrue();
    }

    @Property
    void eachIsEitherReadingOrChangingAndCanonical(@ForAll("scopes") ScopeSet scopes) {
        assertThat(ScopeParts.of(scopes)).doesNotHaveDuplicates().allSatisfy(part -> {
            assertThat(part).isEqualTo(part.canonical());
            assertThat(Scope.parse(part.text())).isEqualTo(part);
            if (part instanceof ResourceScope resource) {
                Interactions letters = resource.interactions();
                assertThat(ScopeParts.READING.containsAll(letters) ^ ScopeParts.CHANGING.containsAll(letters)).isTrue();
            }
        });
    }

    @Property
    void whoRefusesOneLosesSomething(@ForAll("scopes") ScopeSet scopes) {
        List<Scope> parts = ScopeParts.of(scopes);
        for (Scope refused : parts) {
            ScopeSet rest = ScopeSet.of(parts.stream().filter(part -> !part.equals(refused)).toList());
            if (refused instanceof ResourceScope) {
                assertThat(rest.covers(refused)).as(refused.text()).isFalse();
            }
        }
    }

    @Property
    void cuttingAgainChangesNothing(@ForAll("scopes") ScopeSet scopes) {
        List<Scope> parts = ScopeParts.of(scopes);
        assertThat(ScopeParts.of(ScopeSet.of(parts))).isEqualTo(parts);
    }

    @Property
    void everyPartHasASentenceInBothLanguages(@ForAll("scopes") ScopeSet scopes) {
        for (Scope part : ScopeParts.of(scopes)) {
            for (Words words : Words.values()) {
                assertThat(words.wording.sentence(part, Whose.patients())).isNotBlank().doesNotContain("{", "null");
                assertThat(words.wording.longer(part).filter(String::isBlank)).isEmpty();
            }
        }
    }
}
