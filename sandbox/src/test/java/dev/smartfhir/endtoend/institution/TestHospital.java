package dev.smartfhir.endtoend.institution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.keys.ClientKey;

/** A hospital's system, with the ceilings that all hospitals have. */
final class TestHospital {

    static final String LABEL = "https://nhicore.nhi.gov.tw/pas/CodeSystem/organization-identifier-tw";
    static final String DECISIONS = "system/ClaimResponse.rs?requestor=Organization/org-${institution}";
    static final String SUBMISSIONS = "system/Bundle.crs?_security=" + LABEL + "|${institution}";
    static final String ATTRIBUTE = "smart.attribute.institution";

    private TestHospital() {
    }

    /** A new client whose attribute has this value. */
    static BackendService create(Servers servers, String institution) {
        ClientKey key = ClientKey.es384();
        ObjectNode client = servers.clients().confidential();
        client.withObject("/attributes").put("use.jwks.string", "true").put("jwks.string", key.publicKeySet())
                .put(ATTRIBUTE, institution);
        return servers.clients().backendService(client, key, DECISIONS, SUBMISSIONS);
    }
}
