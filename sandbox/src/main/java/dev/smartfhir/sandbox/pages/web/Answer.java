package dev.smartfhir.sandbox.pages.web;

import dev.smartfhir.sandbox.pages.html.Html;
import dev.smartfhir.sandbox.pages.html.Layout;
import java.net.URI;

/**
 * What a page answers.
 *
 * @param status the HTTP status
 * @param location where the browser is sent, or {@code null}
 * @param body a whole document, or {@code null}
 */
public record Answer(int status, URI location, Html body) {

    /** A page that succeeded. */
    public static Answer page(String title, Html content) {
        return page(200, title, content);
    }

    public static Answer page(int status, String title, Html content) {
        return new Answer(status, null, Layout.page(title, content));
    }

    /** Sends the browser elsewhere with a GET. */
    public static Answer seeOther(URI location) {
        return new Answer(303, location, null);
    }
}
