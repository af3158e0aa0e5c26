package dev.smartfhir.hapi.authentication;

import java.net.URI;
import java.util.List;

/**
 * The audience that a token must have: the configured FHIR base URL, never what the Host header says.
 *
 * <p>One trailing slash is ignored, scheme and host are compared without regard to case, port and path exactly (D-16).
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html">SMART App Launch, aud</a>
 */
final class Audience {

    private final String expected;

    Audience(URI fhirBase) {
        this.expected = ComparableUrl.of(fhirBase.toString());
    }

    boolean isIn(List<String> audiences) {
        return audiences.stream().anyMatch(audience -> audience != null && expected.equals(ComparableUrl.of(audience)));
    }
}
