package dev.smartfhir.keycloak.context;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The launch context of one grant, with the names and JSON types that SMART gives its parameters (CTX-15 to CTX-32).
 * It belongs to the grant, never to the login session: two launches of one app in one session have two of them.
 *
 * @param patient the id of the patient in context, without type; {@code null} for none
 * @param encounter the id of the encounter in context, without type; {@code null} for none
 * @param fhirContext further resources in context, each an object of SMART's shape; perhaps none
 * @param needPatientBanner whether the app has to show a patient banner; {@code null} where the EHR does not say
 * @param intent what the app is launched for, a text that app and EHR agreed on, or {@code null}
 * @param tenant the organization that launches, an opaque text, or {@code null}
 * @param smartStyleUrl where the EHR's style is found, or {@code null}
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#launch-context-arrives-with-your-access_token">
 *      SMART App Launch 2.2, launch context</a>
 */
public record LaunchContext(
        String patient,
        String encounter,
        List<Map<String, Object>> fhirContext,
        Boolean needPatientBanner,
        String intent,
        String tenant,
        String smartStyleUrl) {

    /** The names of all launch context parameters in token and introspection responses. */
    public static final Set<String> PARAMETERS = Set.of("patient", "encounter", "fhirContext", "need_patient_banner",
            "intent", "tenant", "smart_style_url");

    private static final LaunchContext NONE = new LaunchContext(null, null, List.of(), null, null, null, null);

    /** Copies the list. */
    public LaunchContext {
        fhirContext = fhirContext == null ? List.of() : List.copyOf(fhirContext);
    }

    /** No context at all. */
    public static LaunchContext none() {
        return NONE;
    }

    /** A context that holds a patient and nothing else. */
    public static LaunchContext ofPatient(String patient) {
        return new LaunchContext(patient, null, List.of(), null, null, null, null);
    }

    /** The same context with an encounter, or {@code null} for none. */
    public LaunchContext withEncounter(String id) {
        return new LaunchContext(patient, id, fhirContext, needPatientBanner, intent, tenant, smartStyleUrl);
    }

    /**
     * Reads what {@link #claims()} wrote, out of a token or store that this server wrote itself.
     *
     * @throws ClassCastException if a parameter has another type
     */
    @SuppressWarnings("unchecked")
    public static LaunchContext fromClaims(Map<String, Object> claims) {
        return new LaunchContext(
                (String) claims.get("patient"),
                (String) claims.get("encounter"),
                (List<Map<String, Object>>) claims.get("fhirContext"),
                (Boolean) claims.get("need_patient_banner"),
                (String) claims.get("intent"),
                (String) claims.get("tenant"),
                (String) claims.get("smart_style_url"));
    }

    /** The parameters that have a value, under SMART's names and with SMART's JSON types. */
    public Map<String, Object> claims() {
        Map<String, Object> claims = new LinkedHashMap<>();
        Optional.ofNullable(patient).ifPresent(value -> claims.put("patient", value));
        Optional.ofNullable(encounter).ifPresent(value -> claims.put("encounter", value));
        if (!fhirContext.isEmpty()) {
            claims.put("fhirContext", fhirContext);
        }
        Optional.ofNullable(needPatientBanner).ifPresent(value -> claims.put("need_patient_banner", value));
        Optional.ofNullable(intent).ifPresent(value -> claims.put("intent", value));
        Optional.ofNullable(tenant).ifPresent(value -> claims.put("tenant", value));
        Optional.ofNullable(smartStyleUrl).ifPresent(value -> claims.put("smart_style_url", value));
        return claims;
    }

    public boolean hasPatient() {
        return patient != null;
    }

    /** Leaves the values out: they may name a patient. */
    @Override
    public String toString() {
        return "LaunchContext" + claims().keySet();
    }
}
