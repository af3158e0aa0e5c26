package dev.smartfhir.sandbox.data;

/** Taiwan's national identifier, here only in a form that no person can have: with a wrong check digit. */
final class NationalIdentifier {

    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO";

    private NationalIdentifier() {
    }

    /** The identifier with a check digit that is one off. @param start a letter, then the digits but the last one */
    static String invalid(String start) {
        int letter = LETTERS.indexOf(start.charAt(0)) + 10;
        int sum = letter / 10 + letter % 10 * 9;
        for (int i = 1; i < 9; i++) {
            sum += Character.digit(start.charAt(i), 10) * (9 - i);
        }
        int right = (10 - sum % 10) % 10;
        return start + (right + 1) % 10;
    }
}
