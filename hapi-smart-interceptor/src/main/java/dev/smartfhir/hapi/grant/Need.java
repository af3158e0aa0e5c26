package dev.smartfhir.hapi.grant;

import dev.smartfhir.scopes.Context;
import dev.smartfhir.scopes.Interaction;
import dev.smartfhir.scopes.Interactions;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.Collection;

/**
 * One letter on one resource type.
 *
 * @param interaction the letter
 * @param type        a FHIR resource type, or {@code *} for every type at once
 */
public record Need(Interaction interaction, String type) {

    /** Search on a type. */
    public static Need search(String type) {
        return new Need(Interaction.SEARCH, type);
    }

    /** Search on every type at once, now and in the future. */
    public static Need searchEverything() {
        return search(ResourceScope.EVERY_TYPE);
    }

    /** The smallest scope in a context that meets it, such as {@code system/Patient.r}. */
    public ResourceScope scope(Context context) {
        return ResourceScope.of(context, type, Interactions.of(interaction));
    }

    /** The smallest scopes in a context that meet all of them, separated by spaces; the empty string for none. */
    public static String scopesFor(Collection<Need> needs, Context context) {
        return ScopeSet.of(needs.stream().map(need -> need.scope(context)).toList()).toString();
    }
}
