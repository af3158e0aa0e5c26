package dev.smartfhir.hapi.paging;

import dev.smartfhir.hapi.authentication.VerifiedToken;
import dev.smartfhir.scopes.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Whose search it is: issuer, subject, client, patient in context, user and granted scopes, so that a renewed token
 * goes on with its pages and no other does (D-09).
 *
 * @param parts the parts in a fixed order, scopes sorted
 */
record PageOwner(List<String> parts) {

    static PageOwner of(VerifiedToken token) {
        List<String> parts = new ArrayList<>();
        parts.add(token.issuer());
        parts.add(Objects.toString(token.subject(), ""));
        parts.add(Objects.toString(token.clientId(), ""));
        parts.add(Objects.toString(token.claims().get("patient"), ""));
        parts.add(Objects.toString(token.claims().get("fhirUser"), ""));
        token.scopes().stream().map(Scope::text).sorted().forEach(parts::add);
        return new PageOwner(List.copyOf(parts));
    }
}
