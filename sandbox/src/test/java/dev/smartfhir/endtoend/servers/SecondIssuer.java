package dev.smartfhir.endtoend.servers;

import java.net.URI;
import java.util.Map;

/** How the shared FHIR server is told of the second issuer. */
public final class SecondIssuer {

    /** What tokens of the second issuer may grant at most. */
    public static final String MAX_SCOPES =
            "system/Bundle.cruds system/Binary.cruds system/ClaimResponse.rs patient/*.cruds user/*.cruds "
                    + "openid fhirUser";

    private SecondIssuer() {
    }

    static Map<String, String> settings(URI issuer) {
        return Map.of(
                "SMART_ISSUERS_1_ISSUER", issuer.toString(),
                "SMART_ISSUERS_1_MAX_SCOPES", MAX_SCOPES);
    }
}
