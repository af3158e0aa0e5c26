package dev.smartfhir.keycloak.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.keycloak.context.LaunchContext;
import dev.smartfhir.keycloak.grant.UserGrant;
import dev.smartfhir.keycloak.wording.ScopeParts;
import dev.smartfhir.scopes.Constraint;
import dev.smartfhir.scopes.Context;
import dev.smartfhir.scopes.Interaction;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * After any sequence of answers an app has nothing whose last answer was no, judged entry by entry with rules written
 * down here once more.
 */
class ConsentSequencesTest {

    private static final String CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category|";
    private static final List<Entry> ENTRIES = entries();

    @Property(tries = 3_000)
    void whatWasRefusedLastIsNotGranted(@ForAll("visits") List<Visit> visits) {
        Consent consent = Consent.NOTHING_YET;
        Set<Entry> allowed = new HashSet<>();
        for (Visit visit : visits) {
            AskedScopes asked = new AskedScopes(ScopeParts.of(visit.request()).stream()
                    .map(ResourceScope.class::cast).toList(), List.of(), List.of(), List.of());
            Offer offer = Offer.of(asked, consent);
            Offer shown = visit.opening() && offer.canOpen(0) ? offer.open(0) : offer;
            Answer answer = shown.ticked(visit.ticks().stream().filter(shown::hasBox).collect(Collectors.toSet()))
                    .answer();
            consent = consent.after(answer);

            allowed.removeIf(entry -> reaches(answer.no(), entry));
            ENTRIES.stream().filter(entry -> reaches(answer.yes(), entry)).forEach(allowed::add);
        }
        ScopeSet granted = consent.narrow(new UserGrant("user", ScopeSet.parse("patient/*.cruds user/*.cruds"),
                List.of(), "https://fhir.example.org", LaunchContext.ofPatient("p1")), Set.of()).scopes();
        for (Entry entry : ENTRIES) {
            if (granted.resourceScopes().stream().anyMatch(scope -> reaches(scope, entry))) {
                assertThat(allowed).as("%s after %s", granted, visits).contains(entry);
            }
        }
    }

    @Provide
    Arbitrary<List<Visit>> visits() {
        Arbitrary<ScopeSet> requests = scopes().list().ofMinSize(1).ofMaxSize(3).map(ScopeSet::of);
        Arbitrary<Set<Integer>> ticks = Arbitraries.integers().between(0, 8).set().ofMaxSize(6);
        return Combinators.combine(requests, ticks, Arbitraries.of(true, false)).as(Visit::new)
                .list().ofMinSize(1).ofMaxSize(4);
    }

    private static Arbitrary<ResourceScope> scopes() {
        return Combinators.combine(Arbitraries.of("patient", "patient", "user"),
                Arbitraries.of("*", "Observation", "Observation", "Claim"), Arbitraries.of("r", "rs", "cruds", "u"),
                Arbitraries.of("", "", "category=" + CATEGORIES + "laboratory", "category=" + CATEGORIES + "survey",
                        "category=" + CATEGORIES + "laboratory," + CATEGORIES + "survey",
                        "category=" + CATEGORIES + "survey," + CATEGORIES + "vital-signs",
                        "category=laboratory", "code=x", "code=x,y", "code=y"))
                .as((context, type, letters, constraint) -> (ResourceScope) Scope.parse(context + "/" + type + "."
                        + letters + (constraint.isEmpty() ? "" : "?" + constraint.replace("|", "%7C"))));
    }

    /** One page: what the app asks for, which boxes are ticked, and whether the first scope is opened before. */
    record Visit(ScopeSet request, Set<Integer> ticks, boolean opening) {
    }

    /** One kind of access to resources that are alike. */
    record Entry(Context context, String type, Interaction letter, String category, String code) {
    }

    private static List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (Context context : List.of(Context.PATIENT, Context.USER)) {
            for (String type : List.of("Observation", "Claim", "Encounter")) {
                for (Interaction letter : Interaction.values()) {
                    for (String category : List.of("laboratory", "survey", "vital-signs", "none")) {
                        for (String code : List.of("x", "y", "none")) {
                            entries.add(new Entry(context, type, letter, category, code));
                        }
                    }
                }
            }
        }
        return entries;
    }

    private static boolean reaches(ScopeSelection selection, Entry entry) {
        return selection.data().stream().anyMatch(scope -> reaches(scope, entry));
    }

    private static boolean reaches(ResourceScope scope, Entry entry) {
        return scope.context() == entry.context() && (scope.isWildcard() || scope.type().equals(entry.type()))
                && scope.interactions().contains(entry.letter())
                && scope.constraints().stream().allMatch(constraint -> isMetBy(entry, constraint));
    }

    private static boolean isMetBy(Entry entry, Constraint constraint) {
        List<String> values = List.of(constraint.value().split(","));
        return constraint.parameter().equals("code") ? values.contains(entry.code())
                : values.contains(entry.category()) || values.contains(CATEGORIES + entry.category());
    }
}
