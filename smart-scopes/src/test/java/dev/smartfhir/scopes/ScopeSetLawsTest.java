package dev.smartfhir.scopes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** The laws of granting, uniting and asking. */
@Domain(AnyScope.class)
class ScopeSetLawsTest {

    private static final List<String> TYPES = List.of("Bundle", "Observation", "Patient", "Claim");

    @Property
    void printAfterParseIsIdentity(@ForAll ScopeSet set) {
        assertThat(ScopeSet.parse(set.toString())).isEqualTo(set);
        assertThat(ScopeSet.readable(set.toString())).isEqualTo(set);
    }

    @Property
    void grantingNeverExceedsRequestNorCeilings(@ForAll ScopeSet request, @ForAll ScopeSet ceilings) {
        ScopeSet granted = request.intersect(ceilings);
        assertThat(request.covers(granted)).isTrue();
        assertThat(ceilings.covers(granted)).isTrue();
    }

    @Property
    void grantingIsCommutativeUpToSyntax(@ForAll ScopeSet first, @ForAll ScopeSet second) {
        ScopeSet one = first.intersect(second);
        ScopeSet other = second.intersect(first);
        assertThat(one.covers(other)).as("%s covers %s", one, other).isTrue();
        assertThat(other.covers(one)).as("%s covers %s", other, one).isTrue();
    }

    @Property
    void whatTheCeilingsCoverIsGrantedWhole(@ForAll ScopeSet request, @ForAll ScopeSet more) {
        ScopeSet granted = request.intersect(request.union(more));
        assertThat(granted.covers(request)).isTrue();
    }

    @Property
    void grantingTwiceChangesNothing(@ForAll ScopeSet request, @ForAll ScopeSet ceilings) {
        ScopeSet once = request.intersect(ceilings);
        assertThat(once.intersect(ceilings).covers(once)).isTrue();
        assertThat(once.covers(once.intersect(ceilings))).isTrue();
    }

    @Property
    void unionCoversBothAndNeverExceedsItsParts(@ForAll ScopeSet first, @ForAll ScopeSet second) {
        ScopeSet both = first.union(second);
        assertThat(both.covers(first)).isTrue();
        assertThat(both.covers(second)).isTrue();
        for (Context context : Context.values()) {
            for (Interaction interaction : Interaction.values()) {
                for (String type : TYPES) {
                    boolean part = first.access(context, interaction, type).isUnrestricted()
                            || second.access(context, interaction, type).isUnrestricted();
                    boolean any = !first.access(context, interaction, type).isDenied()
                            || !second.access(context, interaction, type).isDenied();
                    assertThat(both.access(context, interaction, type).isUnrestricted()).isEqualTo(part);
                    assertThat(!both.access(context, interaction, type).isDenied()).isEqualTo(any);
                }
            }
        }
    }

    @Property
    void aSetCoversAScopeOnlyIfItGivesEachOfItsLetters(@ForAll ScopeSet set, @ForAll ResourceScope scope) {
        boolean each = Stream.of(Interaction.values()).filter(scope.interactions()::contains)
                .map(letter -> new ResourceScope(scope.context(), scope.type(), Interactions.of(letter),
                        scope.constraints(), Syntax.V2))
                .allMatch(single -> set.stream().anyMatch(held -> held.covers(single)));
        assertThat(set.covers(scope)).isEqualTo(each);
        if (!scope.isConstrained()) {
            assertThat(Stream.of(Interaction.values()).filter(scope.interactions()::contains)
                    .allMatch(letter -> set.access(scope.context(), letter, scope.type()).isUnrestricted()))
                    .isEqualTo(each);
        }
    }

    @Property
    void noScopeOfASetCoversAnotherAndNoneCouldBeMerged(@ForAll ScopeSet set) {
        List<ResourceScope> scopes = set.resourceScopes();
        for (ResourceScope one : scopes) {
            for (ResourceScope other : scopes) {
                if (one != other) {
                    assertThat(one.covers(other)).as("%s covers %s", one, other).isFalse();
                    assertThat(subject(one)).isNotEqualTo(subject(other));
                }
            }
        }
    }

    @Property
    void aSmart1RequestIsAnsweredInSmart1WhereAllOfItIsAllowed(@ForAll ResourceScope scope) {
        ScopeSet request = ScopeSet.of(List.of(scope));
        ScopeSet everything = ScopeSet.parse("patient/*.cruds user/*.cruds system/*.cruds");
        assertThat(request.intersect(everything)).hasToString(
                scope.syntax() == Syntax.V1 ? scope.text() : request.intersect(request).toString());
    }

    @Property
    void noScopeOfOneContextGivesAccessInAnother(@ForAll ResourceScope scope) {
        ScopeSet set = ScopeSet.of(List.of(scope));
        for (Context context : Context.values()) {
            for (Interaction interaction : Interaction.values()) {
                Access access = set.access(context, interaction, scope.type());
                assertThat(access.isDenied()).isEqualTo(
                        context != scope.context() || !scope.interactions().contains(interaction));
                assertThat(access.isUnrestricted()).isEqualTo(!access.isDenied() && !scope.isConstrained());
            }
        }
    }

    private static List<Object> subject(ResourceScope scope) {
        return List.of(scope.context(), scope.type(), scope.canonical().constraints());
    }
}
