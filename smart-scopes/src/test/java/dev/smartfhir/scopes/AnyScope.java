package dev.smartfhir.scopes;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Scopes and sets of scopes, few enough in kind that they often meet each other. */
class AnyScope extends DomainContextBase {

    private static final Arbitrary<Context> CONTEXTS = Arbitraries.of(Context.class);
    private static final Arbitrary<String> TYPES =
            Arbitraries.of("Bundle", "ClaimResponse", "Observation", "Patient", "*");
    private static final Arbitrary<String> VALUES = Arbitraries.of("a", "b", "c", "http://x.tw/a?b#c|d", "x,y",
            "1=2", "50% & more", "王大明", "a\\,b", "/", "urn:oid:1.2.3");

    private static Arbitrary<Interactions> interactions() {
        return Arbitraries.of(Interaction.class).set().ofMinSize(1)
                .map(letters -> Interactions.of(letters.toArray(Interaction[]::new)));
    }

    private static Arbitrary<Constraint> constraint() {
        Arbitrary<String> value = VALUES.list().ofMinSize(1).ofMaxSize(3).map(all -> String.join(",", all));
        Arbitrary<String> parameter = Arbitraries.of("category", "code", "_security", "code:not", "patient.name");
        return Combinators.combine(parameter, value).as(Constraint::of);
    }

    @Provide
    Arbitrary<ResourceScope> resourceScope() {
        Arbitrary<List<Constraint>> constraints = constraint().list().ofMaxSize(3);
        Arbitrary<ResourceScope> v2 = Combinators.combine(CONTEXTS, TYPES, interactions(), constraints)
                .as((context, type, letters, all) -> new ResourceScope(context, type, letters, all, Syntax.V2));
        Arbitrary<ResourceScope> v1 = Combinators.combine(CONTEXTS, TYPES, Arbitraries.of("read", "write", "*"))
                .as((context, type, word) -> (ResourceScope) Scope.parse(context.prefix() + "/" + type + "." + word));
        return Arbitraries.oneOf(v2, v2, v1);
    }

    /** Scopes so alike that one often covers another. */
    static Arbitrary<ResourceScope> alike() {
        Arbitrary<Interactions> letters = Arbitraries.of("r", "s", "rs", "crs")
                .map(text -> Interactions.parse(text).orElseThrow());
        Arbitrary<List<Constraint>> constraints = Arbitraries.of("a", "b", "a,b", "a,b,c")
                .map(value -> Constraint.of("code", value)).list().ofMaxSize(2);
        return Combinators.combine(Arbitraries.of("Bundle", "*"), letters, constraints)
                .as((type, some, all) -> new ResourceScope(Context.SYSTEM, type, some, all, Syntax.V2));
    }

    @Provide
    Arbitrary<Scope> scope() {
        Arbitrary<Scope> others = Arbitraries.of("launch", "launch/patient", "launch/encounter", "launch/list",
                "launch/list?role=https://x.tw/r?a=b", "launch/diagnosticreport", "openid", "fhirUser", "profile",
                "offline_access", "online_access", "__introspect", "https://x.tw/scopes/a.b", "urn:x:y")
                .map(Scope::parse);
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, resourceScope().map(Scope.class::cast)),
                net.jqwik.api.Tuple.of(1, others));
    }

    @Provide
    Arbitrary<ScopeSet> scopeSet() {
        return scope().list().ofMaxSize(6).map(ScopeSet::of);
    }

    static String words(List<? extends Scope> scopes) {
        return scopes.stream().map(Scope::text).collect(Collectors.joining(" "));
    }
}
