package dev.smartfhir.hapi.config;

import java.util.List;
import java.util.Map;

/**
 * Search chains that a national guide makes mandatory, under one name.
 */
final class ChainPreset {

    /** Name to chains: the searches of ClaimResponse that TWPAS 1.2.3 asks for (TW-12). */
    static final Map<String, List<String>> ALL = Map.of("twpas", List.of(
            "ClaimResponse:request.patient.name",
            "ClaimResponse:request.patient.identifier",
            "ClaimResponse:request.identifier",
            "ClaimResponse:request.func-type.service-type",
            "ClaimResponse:request._lastUpdated",
            "ClaimResponse:requestor.identifier"));

    private ChainPreset() {
    }
}
