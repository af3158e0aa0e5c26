package dev.smartfhir.keycloak.launch;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads one member of a JSON object, which may be absent but not {@code null}. */
final class Member {

    private Member() {
    }

    /**
     * Text of at least one character, without control characters or blanks at its ends.
     *
     * @return {@code null} if the member is absent
     * @throws LaunchRefusal if it is anything else, or longer
     */
    static String text(JsonNode object, String name, int longest) {
        JsonNode member = object.get(name);
        if (member == null) {
            return null;
        }
        if (!member.isTextual() || !isPlain(member.textValue()) || member.textValue().length() > longest) {
            throw LaunchRefusal.invalid("The member " + name + " must be a JSON string of 1 to " + longest
                    + " characters, without control characters and blanks at its ends");
        }
        return member.textValue();
    }

    private static boolean isPlain(String text) {
        return !text.isEmpty() && text.equals(text.strip())
                && text.codePoints().noneMatch(c -> Character.isISOControl(c) || !Character.isDefined(c)
                        || Character.getType(c) == Character.SURROGATE || Character.getType(c) == Character.FORMAT);
    }
}
