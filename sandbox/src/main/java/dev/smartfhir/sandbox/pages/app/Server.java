package dev.smartfhir.sandbox.pages.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.pages.steps.Steps;
import dev.smartfhir.sandbox.pages.web.Refused;
import java.net.URI;
import java.util.Map;

/**
 * What the app learns of the authorization server from the FHIR server that it shall use.
 *
 * @param fhirBase the FHIR server
 * @param document its {@code .well-known/smart-configuration}
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html">SMART App Launch 2.2, conformance</a>
 */
record Server(URI fhirBase, JsonNode document) {

    /** @throws Refused with status 502 if the FHIR server does not tell it */
    static Server discover(URI fhirBase, Steps steps) {
        URI address = URI.create(fhirBase + "/.well-known/smart-configuration");
        HttpAnswer answer = steps.get("The app discovers the authorization server", address,
                Map.of("Accept", "application/json"));
        if (answer.status() != 200) {
            throw new Refused(502, "Discovery at " + address + " answered HTTP " + answer.status() + ".");
        }
        return new Server(fhirBase, answer.json());
    }

    String issuer() {
        return document.path("issuer").asText();
    }

    URI authorization() {
        return endpoint("authorization_endpoint");
    }

    URI token() {
        return endpoint("token_endpoint");
    }

    URI introspection() {
        return endpoint("introspection_endpoint");
    }

    URI revocation() {
        return endpoint("revocation_endpoint");
    }

    /** Where the signing keys are. */
    URI keys() {
        return endpoint("jwks_uri");
    }

    private URI endpoint(String name) {
        String address = document.path(name).asText("");
        if (address.isEmpty()) {
            throw new Refused(502, "Discovery names no " + name + ".");
        }
        return URI.create(address);
    }
}
