package dev.smartfhir.scopes;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;

/** The laws of one scope and of two or three. */
@Domain(AnyScope.class)
class ScopeLawsTest {

    @Property
    void printAfterParseIsIdentity(@ForAll Scope scope) {
        assertThat(Scope.parse(scope.text())).isEqualTo(scope);
        assertThat(Scope.parse(scope.text()).text()).isEqualTo(scope.text());
    }

    @Property
    void canonicalFormIsIdempotentAndMeansTheSame(@ForAll Scope scope) {
        Scope canonical = scope.canonical();
        assertThat(canonical.canonical()).isEqualTo(canonical);
        assertThat(Scope.parse(canonical.text())).isEqualTo(canonical);
        assertThat(canonical.covers(scope)).isTrue();
        assertThat(scope.covers(canonical)).isTrue();
    }

    @Property
    void coversIsReflexive(@ForAll Scope scope) {
        assertThat(scope.covers(scope)).isTrue();
    }

    @Property
    void coversIsAntisymmetricOnCanonicalForms(@ForAll Scope first, @ForAll Scope second) {
        boolean same = first.canonical().equals(second.canonical());
        assertThat(first.covers(second) && second.covers(first)).isEqualTo(same);
    }

    @Property
    void coversIsTransitive(@ForAll("alike") ResourceScope first, @ForAll("alike") ResourceScope second,
                            @ForAll("alike") ResourceScope third) {
        if (first.covers(second) && second.covers(third)) {
            assertThat(first.covers(third)).isTrue();
        }
    }

    @Property
    void intersectNeverExceedsEitherSide(@ForAll Scope first, @ForAll Scope second) {
        first.intersect(second).ifPresent(both -> {
            assertThat(first.covers(both)).isTrue();
            assertThat(second.covers(both)).isTrue();
        });
    }

    @Property
    void intersectIsCommutativeUpToSyntax(@ForAll Scope first, @ForAll Scope second) {
        assertThat(first.intersect(second).map(Scope::canonical))
                .isEqualTo(second.intersect(first).map(Scope::canonical));
    }

    @Property
    void intersectIsTheGreatestScopeThatBothCover(@ForAll("alike") ResourceScope first,
                                                  @ForAll("alike") ResourceScope second,
                                                  @ForAll("alike") ResourceScope candidate) {
        if (first.covers(candidate) && second.covers(candidate)) {
            assertThat(first.intersect(second)).hasValueSatisfying(both ->
                    assertThat(both.covers(candidate)).isTrue());
        }
    }

    @Property
    void intersectWithACoveringScopeGivesTheScopeItself(@ForAll("alike") ResourceScope first,
                                                        @ForAll("alike") ResourceScope second) {
        if (second.covers(first)) {
            assertThat(first.intersect(second).map(Scope::canonical)).contains(first.canonical());
        }
    }

    @Provide
    Arbitrary<ResourceScope> alike() {
        return AnyScope.alike();
    }

    @Property
    void aSmart1ScopeEqualsItsSmart2Form(@ForAll ResourceScope scope) {
        Assume.that(scope.syntax() == Syntax.V1);
        ResourceScope v2 = scope.canonical();
        assertThat(v2.text()).isEqualTo(scope.context().prefix() + "/" + scope.type() + "."
                + switch (scope.text().substring(scope.text().lastIndexOf('.') + 1)) {
                    case "read" -> "rs";
                    case "write" -> "cud";
                    default -> "cruds";
                });
        assertThat(scope.covers(v2) && v2.covers(scope)).isTrue();
    }

    @Property
    void aConstraintNeverWidensAScope(@ForAll ResourceScope scope, @ForAll ResourceScope other) {
        Assume.that(scope.syntax() == Syntax.V2);
        ResourceScope plain = ResourceScope.of(scope.context(), scope.type(), scope.interactions());
        assertThat(plain.covers(scope)).isTrue();
        assertThat(scope.covers(plain)).isEqualTo(!scope.isConstrained());
    }
}
