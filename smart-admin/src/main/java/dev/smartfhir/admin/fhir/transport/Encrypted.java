package dev.smartfhir.admin.fhir.transport;

import dev.smartfhir.admin.fhir.examination.Address;
import dev.smartfhir.admin.fhir.examination.Check;
import dev.smartfhir.admin.fhir.examination.FhirServer;
import dev.smartfhir.admin.fhir.examination.Findings;

/**
 * Is the FHIR server reached by https, save on the machine itself?
 */
public final class Encrypted implements Check {

    @Override
    public void examine(FhirServer server, Findings findings) {
        if (Address.isSecure(server.base())) {
            findings.fine(server.base(), "encrypted", "Nobody on the way can read along.");
        } else {
            findings.error(server.base(), "plain-http", "It is reached by http: tokens and data go in the clear.",
                    "Put TLS in front of the server or on it, and set smart.fhir-base to the https URL.");
        }
    }
}
