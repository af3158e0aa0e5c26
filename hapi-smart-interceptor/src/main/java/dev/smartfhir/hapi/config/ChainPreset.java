package dev.smartfhir.hapi.config;

import java.util.List;
import java.util.Map;

/**
 * Search chains that a national guide makes mandatory, under one name.
 */
final class ChainPreset {

    /** Name to chains: the searches of ClaimResponse that TWPAS 1.2.3 asks for (TW-12). */
    static final Map<String, List<String>> ALL = Map.of("twpas", List.of(
            "ClaimResponse:request:Claim.patient:Patient.name",
            "ClaimResponse:request:Claim.patient:Patient.identifier",
            "ClaimResponse:request:Claim.identifier",
            "ClaimResponse:request:Claim.func-type:Encounter.service-type",
            "ClaimResponse:request:Claim._lastUpdated",
            "ClaimResponse:requestor:Organization.identifier"));

    private ChainPreset() {
    }
}
