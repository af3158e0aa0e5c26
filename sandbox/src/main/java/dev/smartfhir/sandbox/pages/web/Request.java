package dev.smartfhir.sandbox.pages.web;

import dev.smartfhir.sandbox.pages.html.Language;
import java.net.URI;

/**
 * A request that has passed the checks of {@link Pages}.
 *
 * @param address the path and query as they came
 * @param query the parameters of the query
 * @param form the parameters of the form; none unless it is a POST
 * @param session the session of the browser
 * @param language what the browser's user reads
 */
public record Request(URI address, Parameters query, Parameters form, Session session, Language language) {
}
