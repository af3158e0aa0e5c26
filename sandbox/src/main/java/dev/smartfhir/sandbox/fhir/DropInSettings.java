package dev.smartfhir.sandbox.fhir;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** The settings that an operator gives a HAPI starter with our JAR in {@code extra-classes}. */
public final class DropInSettings {

    private DropInSettings() {
    }

    /** The starter's own two properties that switch the drop-in on. */
    public static Map<String, String> starter() {
        return Map.of(
                "HAPI_FHIR_CUSTOM_BEAN_PACKAGES", "dev.smartfhir.hapi",
                "HAPI_FHIR_CUSTOM_INTERCEPTOR_CLASSES", "dev.smartfhir.hapi.SmartInterceptor");
    }

    /** The drop-in's own properties: the FHIR base, the primary issuer, and practitioners who may see everybody. */
    public static Map<String, String> smart(URI fhirBase, URI issuer) {
        return Map.of(
                "SMART_FHIR_BASE", fhirBase.toString(),
                "SMART_ISSUERS_0_ISSUER", issuer.toString(),
                "SMART_USERACCESS_PRACTITIONER", "all");
    }

    /** What TWPAS needs besides: its search chains, and the writing of its search parameters. */
    public static Map<String, String> twpas() {
        return Map.of(
                "SMART_SEARCH_ALLOWED_CHAINS", "twpas",
                "SMART_PRIVILEGED_WRITES", "SearchParameter");
    }

    /** Everything for a server at {@code fhirBase} that trusts {@code issuer}. */
    public static Map<String, String> complete(URI fhirBase, URI issuer) {
        Map<String, String> all = new HashMap<>(starter());
        all.putAll(smart(fhirBase, issuer));
        all.put("HAPI_FHIR_SERVER_ADDRESS", fhirBase.toString());
        return all;
    }
}
