package dev.smartfhir.keycloak.wording;

import dev.smartfhir.scopes.ExtensionScope;
import dev.smartfhir.scopes.LaunchScope;
import dev.smartfhir.scopes.NamedScope;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.theme.Theme;

/**
 * Says scopes in the words of one language: a sentence for each, and more words below it (SCO-27, BP-02). What it says
 * is plain text, which a page still has to escape.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/best-practices.html">SMART App Launch 2.2, Best
 *      Practices</a>
 */
public final class ScopeWording {

    private final ResourceWording resources;
    private final OtherWording others;
    private final LongerWording longer;

    private ScopeWording(Texts texts) {
        this.resources = new ResourceWording(texts);
        this.others = new OtherWording(texts);
        this.longer = new LongerWording(texts);
    }

    /** The words that a realm uses in a language: this module's own, its themes' and its own texts above them. */
    public static ScopeWording of(KeycloakSession session, RealmModel realm, Locale locale) {
        try {
            return of(session.theme().getTheme(Theme.Type.LOGIN).getEnhancedMessages(realm, locale));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** These words, by the keys of the message files, and this module's English for what is not among them. */
    public static ScopeWording of(Properties words) {
        return new ScopeWording(new Texts(words));
    }

    /** One plain sentence, without full stop, that begins in capitals: "Read and search your laboratory results". */
    public String sentence(Scope scope, Whose whose) {
        if (scope instanceof ResourceScope resource) {
            return resources.sentence(resource, whose);
        }
        if (scope instanceof LaunchScope launch) {
            return others.sentence(launch, whose);
        }
        return scope instanceof NamedScope named ? others.sentence(named) : others.sentence((ExtensionScope) scope);
    }

    /** What is worth knowing beyond the sentence, in whole sentences; empty where that says all. */
    public Optional<String> longer(Scope scope) {
        return longer.of(scope);
    }
}
