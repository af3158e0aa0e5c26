package dev.smartfhir.keycloak.wording;

import dev.smartfhir.scopes.Constraint;
import dev.smartfhir.scopes.Context;
import dev.smartfhir.scopes.Interactions;
import dev.smartfhir.scopes.ResourceScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says a resource scope: what may be done with whose data of which kind, and under which conditions. */
final class ResourceWording {

    private final Texts texts;
    private final TypeNames names;
    private final ConditionWording conditions;

    ResourceWording(Texts texts) {
        this.texts = texts;
        this.names = new TypeNames(texts);
        this.conditions = new ConditionWording(texts);
    }

    String sentence(ResourceScope scope, Whose whose) {
        List<Constraint> unsaid = new ArrayList<>(scope.constraints());
        Optional<Constraint> category =
                unsaid.stream().filter(each -> Category.named(scope.type(), each).isPresent()).findFirst();
        category.ifPresent(unsaid::remove);
        String kind = category.flatMap(each -> Category.named(scope.type(), each)).map(names::categories)
                .orElseGet(() -> names.type(scope.context(), scope.type()));
        String sentence = deed(scope.interactions(), data(scope, kind, whose));
        if (scope.isWildcard()) {
            sentence = texts.say("smartScopeLater", sentence);
        }
        return unsaid.isEmpty() ? sentence : texts.say("smartScopeOnly", sentence, conditions.sentence(unsaid));
    }

    private String deed(Interactions interactions, String data) {
        String reading = interactions.intersect(ScopeParts.READING).letters();
        String changing = interactions.intersect(ScopeParts.CHANGING).letters();
        if (reading.isEmpty()) {
            return texts.say("smartScopeChange." + changing, data);
        }
        String read = texts.say("smartScopeRead." + reading, data);
        return changing.isEmpty() ? read : texts.say("smartScopeAlso." + changing, read);
    }

    private String data(ResourceScope scope, String kind, Whose whose) {
        return switch (scope.context()) {
            case PATIENT -> {
                boolean related = !scope.isWildcard() && !TypesInReach.areOfPatients(scope.type());
                yield whose.say(texts, of(scope, related ? "Related" : ""), kind);
            }
            case USER -> texts.say(of(scope, "") + ".user." + permission(scope.interactions()), kind);
            case SYSTEM -> texts.say(of(scope, "") + ".system", kind);
        };
    }

    private static String of(ResourceScope scope, String otherwise) {
        return "smartScopeOf" + (scope.isWildcard() ? "All" : otherwise);
    }

    private static String permission(Interactions interactions) {
        if (ScopeParts.READING.containsAll(interactions)) {
            return "read";
        }
        return ScopeParts.CHANGING.containsAll(interactions) ? "change" : "both";
    }
}
