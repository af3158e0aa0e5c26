package dev.smartfhir.keycloak.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;

class CountTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "CODE_TO_TOKEN,       -,               grant_type=authorization_code smart_narrowed=false, GRANTS,"
                + " authorization_code, granted",
        "REFRESH_TOKEN,       -,               grant_type=refresh_token smart_narrowed=true,       GRANTS,"
                + " refresh_token,      narrowed",
        "CLIENT_LOGIN,        -,               grant_type=client_credentials smart_narrowed=false, GRANTS,"
                + " client_credentials, granted",
        "CLIENT_LOGIN_ERROR,  invalid_client,  grant_type=client_credentials,                      GRANTS,"
                + " client_credentials, refused",
        "TOKEN_EXCHANGE,      -,               grant_type=urn:x,                                   GRANTS,"
                + " other,              granted",
        "LOGIN,               -,               smart_launch=ehr smart_narrowed=true,               LAUNCHES,"
                + " ehr,                narrowed",
        "LOGIN,               -,               smart_launch=standalone smart_narrowed=false,       LAUNCHES,"
                + " standalone,         granted",
        "LOGIN_ERROR,         access_denied,   smart_launch=ehr,                                   LAUNCHES,"
                + " ehr,                refused",
        "GRANT_CONSENT,       -,               smart_consent=whole,                                CONSENTS,"
                + " '',                 whole",
        "CUSTOM_REQUIRED_ACTION_ERROR, rejected_by_user, custom_required_action=smart-consent,      CONSENTS,"
                + " '',                 declined",
        "CUSTOM_REQUIRED_ACTION_ERROR, rejected_by_user, custom_required_action=smart-patient,      PICKERS,"
                + " patient,            cancelled",
        "CUSTOM_REQUIRED_ACTION, -,            custom_required_action=smart-encounter,             PICKERS,"
                + " encounter,          chosen",
        "CUSTOM_REQUIRED_ACTION_ERROR, temporarily_unavailable, custom_required_action=smart-patient"
                + " smart_event=directory_unavailable, PICKERS, patient, unavailable",
        "CUSTOM_REQUIRED_ACTION_ERROR, not_allowed, smart_event=patient_not_offered,                PICKERS,"
                + " patient,            not_offered",
        "CLIENT_LOGIN,        -,               smart_event=launch_registered,           LAUNCH_REGISTRATIONS,"
                + " '',                 registered",
        "CLIENT_LOGIN_ERROR,  access_denied,   smart_event=launch_refused,              LAUNCH_REGISTRATIONS,"
                + " '',                 refused",
        "INTROSPECT_TOKEN,    -,               smart_event=introspection,                   INTROSPECTIONS,"
                + " '',                 active",
        "INTROSPECT_TOKEN_ERROR, invalid_token, smart_event=introspection,                  INTROSPECTIONS,"
                + " '',                 inactive",
        "INTROSPECT_TOKEN_ERROR, invalid_client, smart_event=introspection_refused,         INTROSPECTIONS,"
                + " '',                 refused",
        "CLIENT_REGISTER,     -,               smart_event=registration,                    REGISTRATIONS,"
                + " '',                 registered",
        "CLIENT_UPDATE,       -,               smart_event=registration,                    REGISTRATIONS,"
                + " '',                 changed",
        "CLIENT_DELETE,       -,               smart_event=registration,                    REGISTRATIONS,"
                + " '',                 deleted",
        "CLIENT_REGISTER_ERROR, invalid_client_metadata, smart_event=registration,          REGISTRATIONS,"
                + " '',                 refused"})
    void everyEndOfARequestIsCountedOnce(EventType type, String error, String details, Meter meter, String kind,
            String result) {
        assertThat(Count.of(event(type, error, details), true)).contains(new Count(meter, kind, result));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "LOGIN,                        -,                        -",
        "LOGIN_ERROR,                  invalid_user_credentials, -",
        "CUSTOM_REQUIRED_ACTION,       -,                        custom_required_action=TERMS_AND_CONDITIONS",
        "CUSTOM_REQUIRED_ACTION_ERROR, expired_code,             custom_required_action=smart-patient",
        "GRANT_CONSENT,                -,                        -",
        "LOGOUT,                       -,                        -",
        "INTROSPECT_TOKEN,             -,                        -"})
    void whatIsNoEndOfASmartRequestIsNotCounted(EventType type, String error, String details) {
        assertThat(Count.of(event(type, error, details), true)).isEmpty();
    }

    @Test
    void tokensOfOtherClientsAreNotCounted() {
        assertThat(Count.of(event(EventType.CODE_TO_TOKEN, null, "grant_type=authorization_code"), false)).isEmpty();
    }

    private static Event event(EventType type, String error, String details) {
        Event event = new Event();
        event.setType(type);
        event.setError(error);
        Optional.ofNullable(details).ifPresent(text -> {
            Map<String, String> all = new HashMap<>();
            for (String detail : text.split(" ")) {
                all.put(detail.split("=")[0], detail.split("=")[1]);
            }
            event.setDetails(all);
        });
        return event;
    }
}
