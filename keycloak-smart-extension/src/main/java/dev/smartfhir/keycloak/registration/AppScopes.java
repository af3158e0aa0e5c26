package dev.smartfhir.keycloak.registration;

import dev.smartfhir.keycloak.ceiling.Ceiling;
import dev.smartfhir.keycloak.ceiling.Ceilings;
import dev.smartfhir.keycloak.ceiling.Placeholders;
import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.client.SmartNames;
import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeParseException;
import dev.smartfhir.scopes.ScopeSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;

/**
 * What an app registers itself for: what it asks for and the realm's list allows, both.
 *
 * @param parts for each client scope of the realm's list that the app gets, the scopes that it registered for within
 *     it, separated by spaces; for an ordinary client scope its name
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7591.html#section-2">RFC 7591, section 2, scope</a>
 */
record AppScopes(Map<ClientScopeModel, String> parts) {

    /** What stock Keycloak reads of the parameter {@code scope}: more could be registered but never asked for. */
    static final int LONGEST = 4000;

    /** Whether a {@code scope} names a scope of SMART's, so that this module judges the registration. */
    static boolean areSmart(String requested) {
        return words(requested).anyMatch(SmartNames::isSmart);
    }

    /** @throws InvalidMetadata if a scope is malformed, or none of SMART's remains */
    static AppScopes decide(String requested, RegistrationList list) {
        if (requested.length() > LONGEST) {
            throw InvalidMetadata.of("The member scope is longer than " + LONGEST + " characters");
        }
        ScopeSet smart = ScopeSet.of(words(requested).filter(SmartNames::isSmart).map(AppScopes::read)
                .filter(RegistrationList::isForApps).toList());
        List<String> ordinary = words(requested).filter(word -> !SmartNames.isSmart(word)).toList();
        if (!list.isOpen()) {
            throw InvalidMetadata.of("This realm registers no SMART apps: an administrator would have to list client "
                    + "scopes of the realm in its attribute " + RegistrationList.ATTRIBUTE);
        }
        Map<ClientScopeModel, String> parts = new LinkedHashMap<>();
        for (ClientScopeModel scope : list.scopes()) {
            part(scope, smart, ordinary).ifPresent(part -> parts.put(scope, part));
        }
        if (parts.keySet().stream().noneMatch(scope -> SmartNames.isSmart(scope.getName()))) {
            throw InvalidMetadata.of("None of the SMART scopes asked for is one that an app may register itself for: "
                    + "an administrator would have to list it in the realm's attribute " + RegistrationList.ATTRIBUTE
                    + ", or, for system/, register the client himself");
        }
        return new AppScopes(parts);
    }

    /** Those of SMART's, separated by spaces. */
    String smart() {
        return parts.entrySet().stream().filter(part -> SmartNames.isSmart(part.getKey().getName()))
                .map(Map.Entry::getValue).distinct().collect(Collectors.joining(" "));
    }

    /** All of them, separated by spaces. */
    String text() {
        return String.join(" ", parts.values());
    }

    /** The names of those that are not SMART's. */
    Set<String> names() {
        return parts.keySet().stream().map(ClientScopeModel::getName).filter(name -> !SmartNames.isSmart(name))
                .collect(Collectors.toSet());
    }

    /** Whether a client does not have all of them already. */
    boolean areMoreThan(ClientModel client) {
        AssignedScopes assigned = AssignedScopes.of(client);
        return !Ceilings.forAnyUser(client).covers(ScopeSet.readable(smart()))
                || parts.keySet().stream().map(ClientScopeModel::getName).filter(name -> !SmartNames.isSmart(name))
                        .anyMatch(name -> !assigned.requestable().containsKey(name)
                                && !assigned.appliedUnasked().containsKey(name));
    }

    private static Optional<String> part(ClientScopeModel scope, ScopeSet smart, List<String> ordinary) {
        if (!SmartNames.isSmart(scope.getName())) {
            return Optional.of(scope.getName()).filter(ordinary::contains);
        }
        return RegistrationList.ceiling(scope).map(ceiling -> smart.intersect(ScopeSet.of(List.of(ceiling))))
                .filter(part -> !part.isEmpty()).map(ScopeSet::toString);
    }

    private static Scope read(String word) {
        try {
            Scope scope = Scope.parse(word);
            if (Placeholders.areIn(scope)) {
                throw InvalidMetadata.of("The scope " + shown(word) + " holds ${, which only an administrator writes");
            }
            if (RegistrationList.isForApps(scope) && Ceiling.read(word).isEmpty()) {
                throw InvalidMetadata.of("The scope " + shown(word) + " has a constraint that cannot be evaluated");
            }
            return scope;
        } catch (ScopeParseException e) {
            throw InvalidMetadata.of("The scope " + shown(word) + " is malformed: at character " + (e.position() + 1)
                    + ", " + e.reason());
        }
    }

    private static String shown(String word) {
        return word.length() > 80 ? word.substring(0, 80) + "…" : word;
    }

    private static Stream<String> words(String requested) {
        List<String> words = new ArrayList<>();
        for (String word : requested.split(" ")) {
            if (!word.isEmpty() && !words.contains(word)) {
                words.add(word);
            }
        }
        return words.stream();
    }
}
