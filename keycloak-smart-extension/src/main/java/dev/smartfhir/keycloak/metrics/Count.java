package dev.smartfhir.keycloak.metrics;

import dev.smartfhir.keycloak.consent.ConsentActionFactory;
import dev.smartfhir.keycloak.events.SmartDetails;
import dev.smartfhir.keycloak.picker.encounter.EncounterPickerFactory;
import dev.smartfhir.keycloak.picker.patient.PatientPickerFactory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.OAuth2Constants;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;

/**
 * What one event adds one to: a meter, its kind where it has one, and a result. Every value is one of a fixed few, so
 * that no client and no request can make a time series of its own.
 *
 * @param kind the value of the meter's own tag, or the empty text for a meter without
 */
record Count(Meter meter, String kind, String result) {

    private static final Set<String> SMART_GRANTS = Set.of(OAuth2Constants.AUTHORIZATION_CODE,
            OAuth2Constants.CLIENT_CREDENTIALS, OAuth2Constants.REFRESH_TOKEN);
    private static final Map<EventType, String> REGISTRATIONS = Map.of(EventType.CLIENT_REGISTER, "registered",
            EventType.CLIENT_UPDATE, "changed", EventType.CLIENT_DELETE, "deleted");
    private static final Map<String, String> PICKERS =
            Map.of(PatientPickerFactory.ID, "patient", EncounterPickerFactory.ID, "encounter");
    private static final Map<String, Count> BY_OWN_EVENT = Map.of(
            SmartDetails.LAUNCH_REGISTERED, new Count(Meter.LAUNCH_REGISTRATIONS, "", "registered"),
            SmartDetails.LAUNCH_REFUSED, new Count(Meter.LAUNCH_REGISTRATIONS, "", Meter.REFUSED),
            SmartDetails.PATIENT_NOT_OFFERED, new Count(Meter.PICKERS, "patient", "not_offered"),
            SmartDetails.ENCOUNTER_NOT_OFFERED, new Count(Meter.PICKERS, "encounter", "not_offered"),
            SmartDetails.SCOPE_NOT_OFFERED, new Count(Meter.CONSENTS, "", "not_offered"),
            SmartDetails.INTROSPECTION_REFUSED, new Count(Meter.INTROSPECTIONS, "", Meter.REFUSED));

    /**
     * Reads an event.
     *
     * @param smart whether the event's client is a SMART client
     * @return empty for an event that is no end of anything counted
     */
    static Optional<Count> of(Event event, boolean smart) {
        Map<String, String> details = event.getDetails() == null ? Map.of() : event.getDetails();
        String own = details.getOrDefault(SmartDetails.EVENT, "");
        boolean failed = event.getError() != null;
        if (BY_OWN_EVENT.containsKey(own)) {
            return Optional.of(BY_OWN_EVENT.get(own));
        }
        return switch (own) {
            case SmartDetails.DIRECTORY_UNAVAILABLE -> picker(details, "unavailable");
            case SmartDetails.INTROSPECTION -> Optional.of(new Count(Meter.INTROSPECTIONS, "",
                    failed ? "inactive" : "active"));
            case SmartDetails.REGISTRATION -> Optional.of(new Count(Meter.REGISTRATIONS, "",
                    failed ? Meter.REFUSED : REGISTRATIONS.getOrDefault(event.getType(), "read")));
            default -> smart ? ofSmartClient(event, details, failed) : Optional.empty();
        };
    }

    private static Optional<Count> ofSmartClient(Event event, Map<String, String> details, boolean failed) {
        String grantType = details.get(Details.GRANT_TYPE);
        if (grantType != null) {
            return Optional.of(new Count(Meter.GRANTS, SMART_GRANTS.contains(grantType) ? grantType : "other",
                    result(details, failed)));
        }
        return switch (event.getType()) {
            case LOGIN, LOGIN_ERROR -> Optional.ofNullable(details.get(SmartDetails.LAUNCH))
                    .map(kind -> new Count(Meter.LAUNCHES, kind, result(details, failed)));
            case GRANT_CONSENT -> Optional.ofNullable(details.get(SmartDetails.CONSENT))
                    .map(result -> new Count(Meter.CONSENTS, "", result));
            case CUSTOM_REQUIRED_ACTION -> picker(details, "chosen");
            case CUSTOM_REQUIRED_ACTION_ERROR -> !Errors.REJECTED_BY_USER.equals(event.getError()) ? Optional.empty()
                    : ConsentActionFactory.ID.equals(details.get(Details.CUSTOM_REQUIRED_ACTION))
                    ? Optional.of(new Count(Meter.CONSENTS, "", "declined")) : picker(details, "cancelled");
            default -> Optional.empty();
        };
    }

    private static Optional<Count> picker(Map<String, String> details, String result) {
        return Optional.ofNullable(details.get(Details.CUSTOM_REQUIRED_ACTION)).map(PICKERS::get)
                .map(kind -> new Count(Meter.PICKERS, kind, result));
    }

    private static String result(Map<String, String> details, boolean failed) {
        if (failed) {
            return Meter.REFUSED;
        }
        return "true".equals(details.get(SmartDetails.NARROWED)) ? "narrowed" : "granted";
    }
}
