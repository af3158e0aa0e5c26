package dev.smartfhir.sandbox.pages.steps;

import dev.smartfhir.sandbox.pages.html.Html;

/**
 * One step of a protocol.
 *
 * @param title what is done
 * @param request what was sent, or {@code null}
 * @param answer what came back or was found, or {@code null}
 */
public record Step(String title, String request, String answer) {

    /** Shortens the secrets. */
    public Step {
        request = Secrets.shorten(request);
        answer = Secrets.shorten(answer);
    }

    Html html(int number) {
        return Html.of("<section class=\"step\" id=\"step-{}\">\n<h3>{}. {}</h3>\n{}{}</section>\n",
                number, number, title, block(request), block(answer));
    }

    private static Html block(String text) {
        return text == null ? Html.NONE : Html.of("<pre>{}</pre>\n", text);
    }
}
