package dev.smartfhir.keycloak.wording;

import java.util.Optional;

/**
 * Whose data a {@code patient/} scope is about, as seen by the person who reads the sentence.
 *
 * @param own whether the reader is the patient
 * @param name the patient's name; empty where it is not known, or the reader himself is the patient
 */
public record Whose(boolean own, Optional<String> name) {

    /** The reader's own data. */
    public static Whose readers() {
        return new Whose(true, Optional.empty());
    }

    /** The data of somebody whose name is known. */
    public static Whose of(String name) {
        return new Whose(false, Optional.of(name));
    }

    /** The data of a patient who is not named. */
    public static Whose patients() {
        return new Whose(false, Optional.empty());
    }

    /** The text under the key that ends as it fits: {@code .own}, {@code .named} or {@code .unnamed}. */
    String say(Texts texts, String key, String kind) {
        if (own) {
            return texts.say(key + ".own", kind);
        }
        return name.map(PlainText::of).filter(plain -> !plain.isEmpty())
                .map(plain -> texts.say(key + ".named", kind, plain))
                .orElseGet(() -> texts.say(key + ".unnamed", kind));
    }
}
