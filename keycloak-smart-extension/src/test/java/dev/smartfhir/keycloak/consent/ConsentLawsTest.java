package dev.smartfhir.keycloak.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.keycloak.context.LaunchContext;
import dev.smartfhir.keycloak.grant.UserGrant;
import dev.smartfhir.keycloak.wording.ScopeParts;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any request, whatever was answered before and however the user ticks. */
class ConsentLawsTest {

    private static final LaunchContext CONTEXT = LaunchContext.ofPatient("p1");

    @Property(tries = 400)
    void afterAnyAnswerTheSameRequestIsDecidedAndGetsWhatWasTicked(@ForAll("requests") ScopeSet request,
            @ForAll("consents") Consent before, @ForAll("ticks") Set<Integer> ticks, @ForAll boolean opening) {
        AskedScopes asked = asked(request);
        Offer offer = Offer.of(asked, before);
        Offer turned = opening && offer.canOpen(0) ? offer.open(0) : offer;
        Answer answer = turned.ticked(boxes(turned, ticks)).answer();

        Consent after = before.after(answer);

        ScopeSet granted = narrowed(request, after);
        assertThat(asked.data()).allMatch(after::decides);
        assertThat(granted.covers(answer.yes().set())).as("%s of %s", granted, answer).isTrue();
        assertThat(request.covers(granted)).isTrue();
        assertThat(answer.no().data()).allMatch(no -> answer.yes().contradicts(no) || !granted.covers(no));
    }

    @Property(tries = 400)
    void nothingIsGrantedThatNobodyTicked(@ForAll("requests") ScopeSet request, @ForAll("consents") Consent before,
            @ForAll("ticks") Set<Integer> ticks) {
        Offer offer = Offer.of(asked(request), before);
        Answer answer = offer.ticked(boxes(offer, ticks)).answer();

        Consent after = before.after(answer);

        assertThat(before.granted().set().union(answer.yes().set()).covers(after.granted().set())).isTrue();
        assertThat(after.granted().data()).noneMatch(scope -> answer.no().contradicts(scope)
                && !answer.yes().data().contains(scope));
    }

    @Property(tries = 400)
    void thePageOfBeforeShowsWhatWasTicked(@ForAll("requests") ScopeSet request, @ForAll("ticks") Set<Integer> ticks) {
        AskedScopes asked = asked(request);
        Offer offer = Offer.of(asked, Consent.NOTHING_YET);
        Answer answer = offer.ticked(boxes(offer, ticks)).answer();

        Answer again = Offer.of(asked, Consent.NOTHING_YET.after(answer)).answer();

        assertThat(again.yes().data()).containsAll(answer.yes().data());
        assertThat(again.no().data()).allMatch(no -> answer.no().data().contains(no));
    }

    @Provide
    Arbitrary<ScopeSet> requests() {
        return scopes().list().ofMinSize(1).ofMaxSize(5).map(ScopeSet::of);
    }

    @Provide
    Arbitrary<Consent> consents() {
        Arbitrary<ScopeSelection> side = scopes().list().ofMaxSize(5)
                .map(scopes -> ScopeSelection.of(scopes, List.of()));
        return Combinators.combine(side, side).as(Consent::new);
    }

    @Provide
    Arbitrary<Set<Integer>> ticks() {
        return Arbitraries.integers().between(0, 20).set().ofMaxSize(12);
    }

    private static Arbitrary<ResourceScope> scopes() {
        return Combinators.combine(Arbitraries.of("patient", "user"), Arbitraries.of("*", "Observation", "Condition"),
                Arbitraries.of("r", "rs", "cruds", "cud", "u"), Arbitraries.of("", "", "?category=a", "?category=b",
                        "?category=a,b", "?code=x", "?category=a&code=x"))
                .as((context, type, letters, constraint) ->
                        (ResourceScope) Scope.parse(context + "/" + type + "." + letters + constraint));
    }

    private static AskedScopes asked(ScopeSet request) {
        return new AskedScopes(ScopeParts.of(request).stream().map(ResourceScope.class::cast).toList(), List.of(),
                List.of(), List.of());
    }

    private static Set<Integer> boxes(Offer offer, Set<Integer> ticks) {
        return ticks.stream().filter(offer::hasBox).collect(Collectors.toSet());
    }

    private static ScopeSet narrowed(ScopeSet request, Consent consent) {
        return consent.narrow(new UserGrant("user", request, List.of(), "https://fhir.example.org", CONTEXT), Set.of())
                .scopes();
    }
}
