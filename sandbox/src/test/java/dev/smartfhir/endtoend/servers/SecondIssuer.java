package dev.smartfhir.endtoend.servers;

import java.net.URI;
import java.util.Map;

/** How the shared FHIR server is told of the second issuer. */
public final class SecondIssuer {

    /** What tokens of the second issuer may grant at most. */
    public static final String MAX_SCOPES =
            "system/Bundle.cruds system/Binary.cruds system/ClaimResponse.rs patient/*.cruds user/*.cruds "
                    + "openid fhirUser";

    private static final String UNBOUNDED = "/unbounded";

    private SecondIssuer() {
    }

    /** The issuer with the same key whose tokens may grant anything. */
    public static String unbounded(URI issuer) {
        return issuer + UNBOUNDED;
    }

    static Map<String, String> settings(URI issuer) {
        return Map.of(
                "SMART_ISSUERS_1_ISSUER", issuer.toString(),
                "SMART_ISSUERS_1_MAX_SCOPES", MAX_SCOPES,
                "SMART_ISSUERS_2_ISSUER", unbounded(issuer),
                "SMART_ISSUERS_2_JWKS_URI", issuer + "/jwks");
    }
}
