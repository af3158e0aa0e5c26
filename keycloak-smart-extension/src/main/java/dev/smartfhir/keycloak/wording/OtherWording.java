package dev.smartfhir.keycloak.wording;

import dev.smartfhir.scopes.Context;
import dev.smartfhir.scopes.ExtensionScope;
import dev.smartfhir.scopes.LaunchScope;
import dev.smartfhir.scopes.NamedScope;

/** Says the scopes that open no data by themselves: launch context, identity, lasting access, functions. */
final class OtherWording {

    private final Texts texts;
    private final TypeNames names;

    OtherWording(Texts texts) {
        this.texts = texts;
        this.names = new TypeNames(texts);
    }

    String sentence(LaunchScope scope, Whose whose) {
        String sentence = scope.resourceType().map(type -> switch (type) {
            case "Patient" -> whose.say(texts, "smartScopeLaunch.Patient", "");
            case "Encounter" -> texts.say("smartScopeLaunch.Encounter");
            default -> texts.say("smartScopeLaunch.other", names.type(Context.PATIENT, type));
        }).orElseGet(() -> texts.say("smartScopeLaunch"));
        return scope.role()
                .map(role -> texts.say("smartScopeLaunch.role", sentence, quoted(role)))
                .orElse(sentence);
    }

    String sentence(NamedScope scope) {
        return texts.say("smartScopeNamed." + scope.text());
    }

    /** A realm's own texts may name an extension under its key. */
    String sentence(ExtensionScope scope) {
        return texts.find("smartScopeExtension." + scope.text())
                .orElseGet(() -> texts.say("smartScopeExtension", quoted(scope.text())));
    }

    private String quoted(String text) {
        return texts.say("smartScopeQuoted", PlainText.of(text));
    }
}
