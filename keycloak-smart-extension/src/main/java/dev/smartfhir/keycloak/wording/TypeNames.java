package dev.smartfhir.keycloak.wording;

import dev.smartfhir.scopes.Context;
import java.util.List;
import java.util.Optional;

/** What people call the kinds of data. */
final class TypeNames {

    private final Texts texts;

    TypeNames(Texts texts) {
        this.texts = texts;
    }

    /** The name of a type; outside {@code patient/} the one for data of many people, where that differs. */
    String type(Context context, String type) {
        Optional<String> ofMany =
                context == Context.PATIENT ? Optional.empty() : texts.find("smartTypeOfUser." + type);
        return ofMany.or(() -> texts.find("smartType." + type)).orElseGet(() -> texts.say("smartType.other",
                texts.say("smartScopeQuoted", PlainText.of(type))));
    }

    String categories(List<Category> categories) {
        return texts.joined("smartScopeAnd", categories.stream()
                .map(category -> texts.say("smartCategory." + category.type() + "." + category.code()))
                .toList());
    }
}
