package dev.smartfhir.endtoend.app;

import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser as far as Keycloak's login page needs one; it keeps Secure cookies on localhost as real ones do. */
public final class Browser {

    private static final Pattern FORM = Pattern.compile("<form[^>]*id=\"kc-form-login\"[^>]*action=\"([^\"]+)\"");

    private static final Pattern ANY_FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("name=\"code\" value=\"([^\"]*)\"");

    private final Http http = new Http();
    private final Map<String, String> cookies = new HashMap<>();
    private URI at;

    /** Opens an address; the answer may be a redirect, which is not followed. */
    public HttpAnswer open(URI address) {
        return send("GET", address, null);
    }

    /** Posts a form, encoded already, as a page of an app would. */
    public HttpAnswer post(URI address, String form) {
        return send("POST", address, form);
    }

    /** Forgets a cookie, as a browser does that was closed. */
    public void forget(String cookie) {
        cookies.remove(cookie);
    }

    /** Fills in the login form of a page. */
    public HttpAnswer logIn(HttpAnswer page, String user, String password) {
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) {
            throw new IllegalStateException("no login form: " + page.status() + " " + page.header("Location"));
        }
        return send("POST", URI.create(form.group(1).replace("&amp;", "&")),
                "username=" + encode(user) + "&password=" + encode(password));
    }

    /** Presses a button of a form that has an id, with these fields filled in. */
    public HttpAnswer submit(HttpAnswer page, String formId, Map<String, String> fields) {
        Matcher form = Pattern.compile("<form[^>]*id=\"" + formId + "\"[^>]*>").matcher(page.body());
        Matcher action = Pattern.compile("action=\"([^\"]+)\"").matcher(form.find() ? form.group() : "");
        if (!action.find()) {
            throw new IllegalStateException("no form " + formId + ": " + page.status() + " " + page.body());
        }
        return send("POST", at.resolve(action.group(1).replace("&amp;", "&")), fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&")));
    }

    /** Follows redirects until there is a page. */
    public HttpAnswer follow(HttpAnswer answer) {
        HttpAnswer now = answer;
        while (now.status() / 100 == 3) {
            now = open(URI.create(now.header("Location")));
        }
        return now;
    }

    /** Says yes to everything on the page that asks whether the app may have access, this module's or Keycloak's. */
    public HttpAnswer accept(HttpAnswer page) {
        ConsentBoxes boxes = ConsentBoxes.of(page);
        if (boxes.areThere()) {
            return post(boxes.action(at), boxes.form(boxes.texts(), "allow", "1"));
        }
        Matcher form = ANY_FORM.matcher(page.body());
        Matcher code = CODE.matcher(page.body());
        if (!form.find() || !code.find()) {
            throw new IllegalStateException("no page that asks: " + page.status() + " " + page.body());
        }
        String path = form.group(1).replace("&amp;", "&");
        return send("POST", at.resolve(path), "code=" + encode(code.group(1)) + "&accept=Yes");
    }

    /** A parameter of the redirect's query or fragment, or null. */
    public static String parameter(HttpAnswer redirect, String name) {
        Matcher found = Pattern.compile("[?&#]" + name + "=([^&#]*)")
                .matcher(String.valueOf(redirect.header("Location")));
        return found.find() ? java.net.URLDecoder.decode(found.group(1), StandardCharsets.UTF_8) : null;
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpAnswer send(String method, URI address, String form) {
        Map<String, String> headers = new HashMap<>();
        if (!cookies.isEmpty()) {
            headers.put("Cookie", cookies.entrySet().stream().map(c -> c.getKey() + "=" + c.getValue())
                    .collect(Collectors.joining("; ")));
        }
        if (form != null) {
            headers.put("Content-Type", "application/x-www-form-urlencoded");
        }
        HttpAnswer answer = http.send(method, address, headers, form);
        at = address;
        answer.headers().allValues("Set-Cookie").forEach(cookie -> {
            String[] pair = cookie.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        });
        return answer;
    }
}
