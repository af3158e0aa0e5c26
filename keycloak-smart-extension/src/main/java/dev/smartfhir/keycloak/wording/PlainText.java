package dev.smartfhir.keycloak.wording;

import java.text.Bidi;
import java.text.Normalizer;

/**
 * Makes a text of unknown origin fit to stand inside a sentence: printable characters on one line, no quotation marks
 * or braces with which it could pose as something else, no marks piled up, not long, and its direction kept to itself.
 */
final class PlainText {

    private static final int LONGEST = 80;
    private static final char UNPRINTABLE = '\uFFFD';
    private static final String QUOTES = "\"“”„‟«»‹›「」『』｢｣〝〞〟＂";
    private static final String BLANK_LETTERS = "\u115F\u1160\u3164\uFFA0\u2800";
    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char POP_ISOLATE = '\u2069';

    private PlainText() {
    }

    static String of(String text) {
        String line = shortened(printable(text).replaceAll(" {2,}", " ").strip());
        return Bidi.requiresBidi(line.toCharArray(), 0, line.length())
                ? FIRST_STRONG_ISOLATE + line + POP_ISOLATE
                : line;
    }

    private static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        boolean afterMark = true;
        for (int c : Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().toArray()) {
            boolean mark = Character.getType(c) == Character.NON_SPACING_MARK;
            if (!(mark && afterMark)) {
                printable.appendCodePoint(printable(c));
            }
            afterMark = mark;
        }
        return printable.toString();
    }

    /** Beginning and end of a long text: the code of a coded value stands at its end. */
    private static String shortened(String line) {
        int length = line.codePointCount(0, line.length());
        return length <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST / 2)) + '…'
                        + line.substring(line.offsetByCodePoints(0, length - LONGEST / 2));
    }

    private static int printable(int c) {
        if (QUOTES.indexOf(c) >= 0) {
            return '\'';
        }
        return switch (c) {
            case '{', '｛' -> '(';
            case '}', '｝' -> ')';
            default -> switch (Character.getType(c)) {
                case Character.SPACE_SEPARATOR -> ' ';
                case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE,
                        Character.UNASSIGNED, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                        Character.ENCLOSING_MARK -> UNPRINTABLE;
                default -> BLANK_LETTERS.indexOf(c) >= 0 ? UNPRINTABLE : c;
            };
        };
    }
}
