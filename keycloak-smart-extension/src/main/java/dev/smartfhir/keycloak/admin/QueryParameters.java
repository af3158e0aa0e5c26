package dev.smartfhir.keycloak.admin;

import dev.smartfhir.keycloak.admin.ready.WantedRealm;
import dev.smartfhir.keycloak.audience.FhirBaseUrl;
import dev.smartfhir.keycloak.audience.FhirBases;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.ErrorResponseException;

/** The parameters of a request, of which none is unknown: a misspelt one must not be passed over. */
final class QueryParameters {

    private static final int MOST_BASES = 20;
    private static final int LONGEST_URL = 2_000;
    private final MultivaluedMap<String, String> values;

    private QueryParameters(MultivaluedMap<String, String> values) {
        this.values = values;
    }

    /** @throws ErrorResponseException {@code invalid_request} if there is another parameter than these */
    static QueryParameters of(KeycloakSession session, Set<String> known) {
        MultivaluedMap<String, String> values = session.getContext().getUri().getQueryParameters();
        values.keySet().stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw invalid(known.isEmpty() ? "There are no parameters here"
                    : "There is a parameter other than " + String.join(" and ", known.stream().sorted().toList()));
        });
        return new QueryParameters(values);
    }

    /** @throws ErrorResponseException {@code invalid_request} if a value cannot be used, or one is missing */
    WantedRealm wanted(RealmModel realm) {
        List<String> bases = values.getOrDefault(WantedRealm.FHIR_BASE, List.of());
        List<String> registration = values.getOrDefault(WantedRealm.REGISTRATION, List.of("false"));
        if (bases.size() > MOST_BASES || bases.stream().anyMatch(base -> base.length() > LONGEST_URL
                || FhirBaseUrl.read(base).isEmpty())) {
            throw invalid("The parameter " + WantedRealm.FHIR_BASE + " is the base URL of a FHIR server: absolute, "
                    + "http or https, without user, query and fragment");
        }
        String known = realm.getAttribute(FhirBases.REALM_ATTRIBUTE);
        if (bases.isEmpty() && (known == null || known.isBlank())) {
            throw invalid("The parameter " + WantedRealm.FHIR_BASE + " is missing: the base URL of the FHIR server; "
                    + "the realm names none yet");
        }
        if (registration.size() != 1 || !registration.get(0).matches("true|false")) {
            throw invalid("The parameter " + WantedRealm.REGISTRATION + " is true or false");
        }
        return new WantedRealm(bases, registration.get(0).equals("true"));
    }

    private static ErrorResponseException invalid(String description) {
        return new ErrorResponseException("invalid_request", description, Response.Status.BAD_REQUEST);
    }
}
