package dev.smartfhir.sandbox.pages.web;

import dev.smartfhir.sandbox.pages.html.Html;
import dev.smartfhir.sandbox.pages.html.Language;
import java.net.URI;

/**
 * What a page answers.
 *
 * @param status the HTTP status
 * @param location where the browser is sent, or {@code null}
 * @param language what the page is in where there is a choice, or {@code null} where it is in English only
 * @param title plain text
 * @param content what stands below the title, or {@code null} if there is no page
 */
public record Answer(int status, URI location, Language language, String title, Html content) {

    /** A page that succeeded, in English. */
    public static Answer page(String title, Html content) {
        return page(200, title, content);
    }

    public static Answer page(int status, String title, Html content) {
        return new Answer(status, null, null, title, content);
    }

    /** A page that there is in both languages. */
    public static Answer page(int status, Language language, String title, Html content) {
        return new Answer(status, null, language, title, content);
    }

    /** Sends the browser elsewhere with a GET. */
    public static Answer seeOther(URI location) {
        return new Answer(303, location, null, null, null);
    }
}
