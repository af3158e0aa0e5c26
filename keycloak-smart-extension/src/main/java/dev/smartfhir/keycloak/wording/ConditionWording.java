package dev.smartfhir.keycloak.wording;

import dev.smartfhir.scopes.Constraint;
import java.util.List;
import java.util.Optional;

/** Says the constraints of a scope: parameter and value in quotation marks, the value as plain text. */
final class ConditionWording {

    private static final int MOST_CONDITIONS = 3;
    private static final int MOST_VALUES = 3;

    private final Texts texts;

    ConditionWording(Texts texts) {
        this.texts = texts;
    }

    /** All of them; where there are many, the first ones and the number of the rest. */
    String sentence(List<Constraint> constraints) {
        return texts.joined("smartScopeBoth", texts.counted("smartScopeFurther", MOST_CONDITIONS,
                constraints.stream().map(this::condition).toList()));
    }

    private String condition(Constraint constraint) {
        String values = texts.joined("smartScopeOr", texts.counted("smartScopeOthers", MOST_VALUES,
                constraint.alternatives().stream().map(ConditionWording::unescaped).map(this::quoted).toList()));
        String parameter = constraint.parameter();
        if (constraint.isEvaluable()) {
            return texts.say("smartScopeIs", name(parameter), values);
        }
        if (parameter.endsWith(":not")) {
            return texts.say("smartScopeIsNot", name(parameter.substring(0, parameter.length() - ":not".length())),
                    values);
        }
        return texts.say("smartScopeMatches", quoted(parameter), values);
    }

    private String name(String parameter) {
        Optional<String> known = texts.find("smartParameter." + parameter);
        return known.orElseGet(() -> quoted(parameter));
    }

    private String quoted(String text) {
        return texts.say("smartScopeQuoted", PlainText.of(text));
    }

    private static String unescaped(String value) {
        return value.replaceAll("\\\\([\\\\,|$])", "$1");
    }
}
