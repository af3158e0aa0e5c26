package dev.smartfhir.keycloak.consent;

import dev.smartfhir.keycloak.wording.ScopeParts;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import java.util.List;

/**
 * One line of the page.
 *
 * @param text the scope
 * @param data whether it is a scope of data
 * @param ticked whether its box is ticked
 * @param opened whether it has no box of its own, because its parts follow it
 * @param part whether it is a part of the opened scope before it
 */
record OfferedScope(String text, boolean data, boolean ticked, boolean opened, boolean part) {

    /** The scope of data that the line is about. */
    ResourceScope scope() {
        return (ResourceScope) Scope.parse(text);
    }

    /** The parts that the user may choose among; none where there is nothing to open. */
    List<ResourceScope> parts() {
        return data && !part ? ScopeParts.opened(scope()) : List.of();
    }

    OfferedScope ticked(boolean changed) {
        return new OfferedScope(text, data, changed, opened, part);
    }
}
