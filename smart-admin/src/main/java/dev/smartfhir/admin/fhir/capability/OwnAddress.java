package dev.smartfhir.admin.fhir.capability;

import dev.smartfhir.admin.fhir.examination.Address;
import dev.smartfhir.admin.fhir.examination.Check;
import dev.smartfhir.admin.fhir.examination.FhirServer;
import dev.smartfhir.admin.fhir.examination.Findings;
import dev.smartfhir.admin.fhir.examination.Json;
import dev.smartfhir.admin.http.ServerUnreachable;

/**
 * Does the server know the address under which its clients reach it?
 *
 * @see <a href="https://hl7.org/fhir/R4/capabilitystatement-definitions.html#CapabilityStatement.implementation.url">
 *      CapabilityStatement.implementation.url</a>
 */
public final class OwnAddress implements Check {

    @Override
    public void examine(FhirServer server, Findings findings) throws ServerUnreachable {
        String stated = Address.withoutSlash(
                Json.object(server.metadata()).path("implementation").path("url").asText());
        if (stated.equals(server.base().toString())) {
            findings.fine(server.base(), "base-url", "It knows its address.");
        } else if (stated.isEmpty()) {
            findings.warning(server.base(), "base-url-unknown", "It does not state its address in /metadata.",
                    "Set hapi.fhir.server_address to this FHIR base, so that links to the next page lead here.");
        } else {
            findings.error(server.base(), "base-url",
                    "It takes itself for " + stated + ", so that links to the next page and locations lead there.",
                    "Set hapi.fhir.server_address and smart.fhir-base to this FHIR base, or mend the proxy.");
        }
    }
}
