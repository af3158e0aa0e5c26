package dev.smartfhir.browser;

import dev.smartfhir.sandbox.client.Form;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A browser on localhost: it keeps cookies, follows redirects, clicks links and submits forms as they stand on the
 * page. Secure cookies are kept too, as real browsers do on localhost.
 */
public final class WebBrowser {

    private static final Pattern LINK = Pattern.compile("<a\\s[^>]*href=\"([^\"]*)\"[^>]*>(.*?)</a>", Pattern.DOTALL);

    private final Http http = new Http();
    private final Map<String, String> cookies = new HashMap<>();
    private URI address;
    private HttpAnswer page;

    /** Opens an address and follows redirects until there is a page. */
    public WebBrowser open(URI target) {
        return go("GET", target, null);
    }

    /** Sends a form that stands on no page, without following where it leads. */
    public HttpAnswer post(URI target, Map<String, String> fields) {
        return send("POST", target, Form.encode(fields));
    }

    /** Asks for an address without following where it leads. */
    public HttpAnswer get(URI target) {
        return send("GET", target, null);
    }

    /** Clicks the first link whose text contains this. */
    public WebBrowser click(String text) {
        Matcher link = LINK.matcher(page.body());
        while (link.find()) {
            if (link.group(2).contains(text)) {
                return open(address.resolve(PageForm.plain(link.group(1))));
            }
        }
        throw new IllegalStateException("no link '" + text + "' on " + this);
    }

    /** Presses the button that contains this text, with the form's fields as they stand but these. */
    public WebBrowser press(String button, Map<String, String> changed) {
        PageForm form = PageForm.with(button, page.body())
                .orElseThrow(() -> new IllegalStateException("no button '" + button + "' on " + this));
        Map<String, String> fields = new LinkedHashMap<>(form.fields());
        fields.putAll(changed);
        URI target = address.resolve(form.action().isEmpty() ? address.toString() : form.action());
        if (form.isPost()) {
            return go("POST", target, Form.encode(fields));
        }
        String path = target.toString().split("\\?")[0];
        return open(URI.create(path + "?" + Form.encode(fields)));
    }

    public WebBrowser press(String button) {
        return press(button, Map.of());
    }

    /** Fills in Keycloak's login page. */
    public WebBrowser logIn(String user) {
        return press("Sign In", Map.of("username", user, "password", user));
    }

    public URI address() {
        return address;
    }

    public HttpAnswer page() {
        return page;
    }

    /** The page's text without its markup. */
    public String text() {
        return textFrom("");
    }

    /** The text from a place in the markup on. */
    public String textFrom(String place) {
        int begin = page.body().indexOf(place);
        if (begin < 0) {
            throw new IllegalStateException("no " + place + " on " + this);
        }
        return PageForm.plain(page.body().substring(begin).replaceAll("<[^>]*>", " "));
    }

    @Override
    public String toString() {
        return page.status() + " " + address + "\n" + page.body();
    }

    private WebBrowser go(String method, URI target, String body) {
        page = send(method, target, body);
        address = target;
        for (int i = 0; page.status() / 100 == 3 && i < 20; i++) {
            URI next = address.resolve(page.header("Location"));
            page = send("GET", next, null);
            address = next;
        }
        return this;
    }

    private HttpAnswer send(String method, URI target, String body) {
        Map<String, String> headers = new HashMap<>();
        if (!cookies.isEmpty()) {
            headers.put("Cookie", cookies.entrySet().stream().map(c -> c.getKey() + "=" + c.getValue())
                    .collect(Collectors.joining("; ")));
        }
        if (body != null) {
            headers.put("Content-Type", "application/x-www-form-urlencoded");
        }
        HttpAnswer answer = http.send(method, withoutFragment(target), headers, body);
        answer.headers().allValues("Set-Cookie").forEach(this::keep);
        return answer;
    }

    private void keep(String cookie) {
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        if (cookie.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    private static URI withoutFragment(URI target) {
        return URI.create(target.toString().split("#")[0]);
    }
}
