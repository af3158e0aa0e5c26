package dev.smartfhir.keycloak.consent;

import dev.smartfhir.keycloak.grant.UserGrant;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one user decided about one app up to now. Only what is granted ever gives access; what is declined says that
 * there is no need to ask again.
 */
record Consent(ScopeSelection granted, ScopeSelection declined) {

    static final Consent NOTHING_YET = new Consent(ScopeSelection.NONE, ScopeSelection.NONE);

    /** Whether a scope of data was decided about, letter by letter, one way or the other. */
    boolean decides(ResourceScope scope) {
        return granted.set().union(declined.set()).covers(scope);
    }

    boolean decides(String name) {
        return granted.names().contains(name) || declined.names().contains(name);
    }

    /** The decisions after one more answer, which stands above everything that was said before. */
    Consent after(Answer answer) {
        ScopeSet yes = answer.yes().set();
        ScopeSet no = answer.no().set();
        List<ResourceScope> grantedNow = new ArrayList<>(granted.data().stream()
                .filter(scope -> !answer.no().contradicts(scope) && !yes.covers(scope)).toList());
        grantedNow.addAll(answer.yes().data());
        List<ResourceScope> declinedNow = new ArrayList<>(declined.data().stream()
                .filter(scope -> !yes.covers(scope) && !no.covers(scope)).toList());
        declinedNow.addAll(answer.no().data());
        return new Consent(
                ScopeSelection.of(grantedNow, changed(granted.names(), answer.yes().names(), answer.no().names())),
                ScopeSelection.of(declinedNow, changed(declined.names(), answer.no().names(), answer.yes().names())));
    }

    /**
     * What of a grant the user lets the app have: of data what was granted, of other scopes those granted, and those
     * that nobody is asked about unless they were declined. Launch scopes give no access and stay.
     *
     * @param asked the names of the scopes that no client may have without consent
     */
    UserGrant narrow(UserGrant grant, Set<String> asked) {
        ScopeSet data = granted.set();
        List<Scope> scopes = grant.scopes().stream().flatMap(scope -> scope instanceof ResourceScope
                ? ScopeSet.of(List.of(scope)).intersect(data).stream() : Stream.of(scope)).toList();
        return grant.narrowedTo(ScopeSet.of(scopes), grant.ordinary().stream()
                .filter(name -> granted.names().contains(name)
                        || !asked.contains(name) && !declined.names().contains(name)).toList());
    }

    private static Set<String> changed(Set<String> names, Set<String> added, Set<String> removed) {
        Set<String> changed = new HashSet<>(names);
        changed.removeAll(removed);
        changed.addAll(added);
        return changed;
    }
}
