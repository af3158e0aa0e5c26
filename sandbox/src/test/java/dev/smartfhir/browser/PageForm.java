package dev.smartfhir.browser;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form on a page.
 *
 * @param action where it leads, or empty
 * @param isPost whether it is posted
 * @param fields its fields and the pressed button, with the values as they stand
 */
record PageForm(String action, boolean isPost, Map<String, String> fields) {

    private static final Pattern FORM = Pattern.compile("<form([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<input([^>]*)>");
    private static final Pattern SELECT = Pattern.compile("<select([^>]*)>(.*?)</select>", Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("<option([^>]*)>");
    private static final Pattern BUTTON = Pattern.compile("<button([^>]*)>(.*?)</button>", Pattern.DOTALL);

    /** The form with a button whose text or value contains this. */
    static Optional<PageForm> with(String button, String page) {
        Matcher form = FORM.matcher(page);
        while (form.find()) {
            String pressed = pressed(button, form.group(2));
            if (pressed != null) {
                return Optional.of(read(form.group(1), form.group(2), pressed));
            }
        }
        return Optional.empty();
    }

    private static PageForm read(String tag, String content, String pressed) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher input = INPUT.matcher(content);
        while (input.find()) {
            String type = attribute(input.group(1), "type");
            boolean counts = !type.equals("submit") && (!type.matches("radio|checkbox")
                    || input.group(1).contains(" checked"));
            if (counts) {
                put(fields, input.group(1), attribute(input.group(1), "value"));
            }
        }
        Matcher select = SELECT.matcher(content);
        while (select.find()) {
            put(fields, select.group(1), chosen(select.group(2)));
        }
        put(fields, pressed, attribute(pressed, "value"));
        return new PageForm(attribute(tag, "action"), attribute(tag, "method").equalsIgnoreCase("post"), fields);
    }

    /** The attributes of the button, or null if the form has none such. */
    private static String pressed(String wanted, String content) {
        Matcher button = BUTTON.matcher(content);
        while (button.find()) {
            if (plain(button.group(2)).contains(wanted)) {
                return button.group(1);
            }
        }
        Matcher input = INPUT.matcher(content);
        while (input.find()) {
            if (attribute(input.group(1), "type").equals("submit")
                    && attribute(input.group(1), "value").contains(wanted)) {
                return input.group(1);
            }
        }
        return null;
    }

    private static String chosen(String options) {
        Matcher option = OPTION.matcher(options);
        String first = null;
        while (option.find()) {
            String value = attribute(option.group(1), "value");
            if (option.group(1).contains(" selected")) {
                return value;
            }
            first = first == null ? value : first;
        }
        return first == null ? "" : first;
    }

    private static void put(Map<String, String> fields, String tag, String value) {
        String name = attribute(tag, "name");
        if (!name.isEmpty()) {
            fields.put(name, value);
        }
    }

    private static String attribute(String tag, String name) {
        Matcher found = Pattern.compile("(?:^|\\s)" + name + "=\"([^\"]*)\"").matcher(tag);
        return found.find() ? plain(found.group(1)) : "";
    }

    static String plain(String markup) {
        return markup.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
