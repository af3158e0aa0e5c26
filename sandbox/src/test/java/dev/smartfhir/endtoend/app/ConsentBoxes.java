package dev.smartfhir.endtoend.app;

import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The consent page as a browser without JavaScript reads it.
 *
 * @param html the page
 * @param indexes the value of each box by the scope beside it
 * @param ticked the scopes whose boxes are ticked
 */
public record ConsentBoxes(String html, Map<String, String> indexes, Set<String> ticked) {

    private static final Pattern FORM = Pattern.compile("<form id=\"smart-consent-form\"[^>]*action=\"([^\"]+)\"");
    private static final Pattern OFFER = Pattern.compile("name=\"offer\" value=\"([^\"]*)\"");
    private static final Pattern BOX = Pattern.compile("<input[^>]*type=\"checkbox\"[^>]*name=\"scope\" "
            + "value=\"(\\d+)\"[^>]*>.*?<code>(.*?)</code>", Pattern.DOTALL);

    public static ConsentBoxes of(HttpAnswer page) {
        Map<String, String> indexes = new LinkedHashMap<>();
        Set<String> ticked = new TreeSet<>();
        Matcher box = BOX.matcher(page.body());
        while (box.find()) {
            String scope = box.group(2).replace("&amp;", "&").replace("&#39;", "'").replace("&lt;", "<")
                    .replace("&gt;", ">");
            indexes.put(scope, box.group(1));
            if (box.group().substring(0, box.group().indexOf('>')).contains(" checked")) {
                ticked.add(scope);
            }
        }
        return new ConsentBoxes(page.body(), indexes, ticked);
    }

    /** Whether the page is the consent page at all. */
    public boolean areThere() {
        return FORM.matcher(html).find();
    }

    /** The scopes that have a box, in the order of the page. */
    public List<String> texts() {
        return List.copyOf(indexes.keySet());
    }

    public URI action(URI page) {
        Matcher form = FORM.matcher(html);
        if (!form.find()) {
            throw new IllegalStateException("no consent page: " + html);
        }
        return page.resolve(form.group(1).replace("&amp;", "&"));
    }

    /** The value of the button that opens a scope into its parts; empty if there is none. */
    public String opener(String scope) {
        return html.contains("name=\"open\" value=\"" + indexes.get(scope) + "\"") ? indexes.get(scope) : "";
    }

    /** The form, encoded, with these boxes ticked and a button pressed. */
    public String form(Collection<String> yes, String button, String value) {
        return form(yes.stream().map(indexes::get).toList()) + "&" + button + "=" + value;
    }

    /** The form, encoded, with these values as if they were boxes. */
    public String form(List<String> values) {
        Matcher offer = OFFER.matcher(html);
        return "offer=" + (offer.find() ? offer.group(1) : "")
                + values.stream().map(value -> "&scope=" + Browser.encode(value)).collect(Collectors.joining());
    }
}
