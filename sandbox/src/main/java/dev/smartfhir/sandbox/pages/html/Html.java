package dev.smartfhir.sandbox.pages.html;

import java.util.Collection;

/** A piece of HTML. Every value that is put into one is escaped, unless it is such a piece itself. */
public final class Html {

    /** Nothing at all. */
    public static final Html NONE = new Html("");

    private static final String PLACE = "{}";
    private final String markup;

    private Html(String markup) {
        this.markup = markup;
    }

    /**
     * Fills a template of the program's own text.
     *
     * @param template HTML with {@code {}} for each value, inside an element or inside a quoted attribute
     * @param values what is put in, in order; {@code null} is empty
     * @throws IllegalArgumentException if the template has another number of places than there are values
     */
    public static Html of(String template, Object... values) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (Object value : values) {
            int place = template.indexOf(PLACE, from);
            if (place < 0) {
                throw new IllegalArgumentException("too few places for the values");
            }
            filled.append(template, from, place).append(markup(value));
            from = place + PLACE.length();
        }
        if (template.indexOf(PLACE, from) >= 0) {
            throw new IllegalArgumentException("too few values for the places");
        }
        return new Html(filled.append(template.substring(from)).toString());
    }

    /** The pieces one after the other. */
    public static Html join(Collection<Html> pieces) {
        StringBuilder joined = new StringBuilder();
        pieces.forEach(piece -> joined.append(piece.markup));
        return new Html(joined.toString());
    }

    private static String markup(Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof Html html ? html.markup : escape(value.toString());
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** The markup. */
    @Override
    public String toString() {
        return markup;
    }
}
