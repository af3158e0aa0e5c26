package dev.smartfhir.sandbox.pages.html;

import java.util.Map;

/** The parts that forms are made of. */
public final class Forms {

    private Forms() {
    }

    /** A field that is sent along unseen. */
    public static Html hidden(String name, String value) {
        return value == null ? Html.NONE
                : Html.of("<input type=\"hidden\" name=\"{}\" value=\"{}\">\n", name, value);
    }

    /** A line of text with its label. */
    public static Html text(String label, String name, String value) {
        return Html.of("<label>{}<input name=\"{}\" value=\"{}\" autocomplete=\"off\"></label>\n",
                label, name, value);
    }

    /** A choice with its label. @param options value and what is shown for it, in order */
    public static Html choice(String label, String name, Map<String, String> options, String chosen) {
        return Html.of("<label>{}<select name=\"{}\">{}</select></label>\n", label, name,
                Html.join(options.entrySet().stream().map(option -> Html.of("<option value=\"{}\"{}>{}</option>",
                        option.getKey(), Html.of(option.getKey().equals(chosen) ? " selected" : ""),
                        option.getValue())).toList()));
    }

    /** A button that sends one more field. */
    public static Html button(String name, String value, String label) {
        return Html.of("<button name=\"{}\" value=\"{}\">{}</button>\n", name, value, label);
    }
}
