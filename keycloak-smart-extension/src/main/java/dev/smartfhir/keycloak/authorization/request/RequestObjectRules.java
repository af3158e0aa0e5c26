package dev.smartfhir.keycloak.authorization.request;

import dev.smartfhir.keycloak.grant.Refusal;
import org.keycloak.models.ClientModel;

/** Stub. */
final class RequestObjectRules {
    private RequestObjectRules() {
    }

    static void check(CheckedRequest request, ClientModel client) {
        if (request.isByReference()) {
            throw Refusal.of("request_uri_not_supported", "request_uri must be one that was pushed");
        }
    }
}
