package dev.smartfhir.keycloak.consent;

import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import java.util.ArrayList;
import java.util.List;

/** Scopes for tests, out of words separated by blanks. */
final class Selections {

    private Selections() {
    }

    static ScopeSelection selection(String words) {
        List<ResourceScope> data = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String word : words.isBlank() ? new String[0] : words.strip().split(" +")) {
            if (word.contains("/")) {
                data.add((ResourceScope) Scope.parse(word));
            } else {
                names.add(word);
            }
        }
        return ScopeSelection.of(data, names);
    }

    static Consent consent(String granted, String declined) {
        return new Consent(selection(granted), selection(declined));
    }

    static Answer answer(String yes, String no) {
        return new Answer(selection(yes), selection(no));
    }

    /** The words again. */
    static List<String> words(ScopeSelection selection) {
        List<String> words = new ArrayList<>(selection.data().stream().map(ResourceScope::text).toList());
        words.addAll(selection.names());
        return words;
    }
}
