package dev.smartfhir.keycloak.events;

import dev.smartfhir.keycloak.client.SmartNames;
import dev.smartfhir.scopes.NamedScope;
import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeParseException;
import dev.smartfhir.scopes.ScopeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A {@code scope} value as an event may tell it: SMART scopes without their constraints and roles, which may name a
 * patient, and the names that the server itself knows. Whatever else an app sent is counted, not told.
 *
 * @param smart the SMART scopes, in the order sent
 * @param names the other scopes that the server knows
 * @param unknown how many words are neither
 */
record ScopeWords(List<Scope> smart, List<String> names, int unknown) {

    /** Characters of the longest value told. */
    static final int LONGEST = 2000;
    private static final String CUT = "...";
    private static final Set<String> STANDARD =
            Stream.of(NamedScope.values()).map(NamedScope::text).collect(Collectors.toUnmodifiableSet());

    /**
     * Reads a value; {@code null} reads as empty.
     *
     * @param assigned the names of the ordinary scopes assigned to the client
     */
    static ScopeWords of(String scope, Set<String> assigned) {
        List<Scope> smart = new ArrayList<>();
        List<String> names = new ArrayList<>();
        int unknown = 0;
        for (String word : words(scope)) {
            Optional<Scope> read = SmartNames.isSmart(word) ? parse(word) : Optional.empty();
            if (read.isPresent()) {
                smart.add(read.get());
            } else if (STANDARD.contains(word) || assigned.contains(word)) {
                names.add(word);
            } else {
                unknown++;
            }
        }
        return new ScopeWords(List.copyOf(smart), List.copyOf(names), unknown);
    }

    /** Of these words, those that a grant does not cover. */
    ScopeWords leftOutOf(ScopeWords granted) {
        ScopeSet covered = ScopeSet.of(granted.smart());
        return new ScopeWords(smart.stream().filter(scope -> !covered.covers(scope)).toList(),
                names.stream().filter(name -> !granted.names().contains(name)).toList(), unknown);
    }

    boolean isEmpty() {
        return smart.isEmpty() && names.isEmpty() && unknown == 0;
    }

    /** The words to tell, parted by blanks. */
    String told() {
        String told = Stream.concat(names.stream(), smart.stream().map(scope -> scope.text().split("\\?", 2)[0]))
                .distinct().collect(Collectors.joining(" "));
        return told.length() <= LONGEST ? told : told.substring(0, told.lastIndexOf(' ', LONGEST) + 1) + CUT;
    }

    private static List<String> words(String scope) {
        return scope == null ? List.of()
                : Stream.of(scope.split(" ")).filter(word -> !word.isEmpty()).distinct().toList();
    }

    private static Optional<Scope> parse(String word) {
        try {
            return Optional.of(Scope.parse(word));
        } catch (ScopeParseException malformed) {
            return Optional.empty();
        }
    }
}
