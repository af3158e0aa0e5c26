package dev.smartfhir.keycloak.events;

import dev.smartfhir.keycloak.client.AssignedScopes;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;

/**
 * The details that this module adds to Keycloak's own events, where every listener and the admin console show them. No
 * detail holds a token, a launch handle, a secret, or the id of a patient or an encounter.
 */
public final class SmartDetails {

    /** The scopes asked for. */
    public static final String REQUESTED = "smart_requested";
    /** How many words of the request are no scopes that this server knows; they are not told. */
    public static final String REQUESTED_UNKNOWN = "smart_requested_unknown";
    /** The scopes granted. */
    public static final String GRANTED = "smart_granted";
    /** {@code true} if something asked for was not granted, else {@code false}. */
    public static final String NARROWED = "smart_narrowed";
    /** What was asked for and not granted. */
    public static final String LEFT_OUT = "smart_left_out";
    /** The FHIR server that the token is for. */
    public static final String FHIR_BASE = "smart_fhir_base";
    /** How an authorization began: {@link #EHR} or {@link #STANDALONE}. */
    public static final String LAUNCH = "smart_launch";
    /** What happened, where Keycloak's event type alone does not say it. */
    public static final String EVENT = "smart_event";
    /** What the user made of the consent page: {@link #WHOLE} or {@link #NARROWED_CONSENT}. */
    public static final String CONSENT = "smart_consent";

    public static final String EHR = "ehr";
    public static final String STANDALONE = "standalone";
    public static final String WHOLE = "whole";
    public static final String NARROWED_CONSENT = "narrowed";

    /** Values of {@link #EVENT}. */
    public static final String LAUNCH_REGISTERED = "launch_registered";
    public static final String LAUNCH_REFUSED = "launch_refused";
    public static final String INTROSPECTION = "introspection";
    public static final String INTROSPECTION_REFUSED = "introspection_refused";
    public static final String REGISTRATION = "registration";
    public static final String PATIENT_NOT_OFFERED = "patient_not_offered";
    public static final String ENCOUNTER_NOT_OFFERED = "encounter_not_offered";
    public static final String DIRECTORY_UNAVAILABLE = "directory_unavailable";
    public static final String SCOPE_NOT_OFFERED = "scope_not_offered";

    private SmartDetails() {
    }

    /** Tells what is asked for, before anything is decided. */
    public static void requested(EventBuilder event, ClientModel client, String scope) {
        requested(event, assigned(client), scope);
    }

    /** Tells what is granted of what was asked for. @param fhirBase {@code null} where no SMART scope is granted */
    public static void granted(EventBuilder event, ClientModel client, String asked, String scope, String fhirBase) {
        granted(event, assigned(client), asked, scope, fhirBase);
    }

    /** Says the scopes granted once more where stock code wrote them with their constraints. */
    public static void withoutConstraints(EventBuilder event) {
        Map<String, String> details = event.getEvent().getDetails();
        if (details != null && details.containsKey(Details.SCOPE)) {
            event.removeDetail(Details.SCOPE).detail(Details.SCOPE, details.get(GRANTED));
        }
    }

    /** Tells what another grant type goes on with, once SMART's scopes are taken from the request. */
    public static void leftOut(EventBuilder event, ClientModel client, String asked, String kept) {
        Set<String> assigned = assigned(client);
        event.detail(NARROWED, "true").detail(LEFT_OUT,
                ScopeWords.of(asked, assigned).leftOutOf(ScopeWords.of(kept, assigned)).told());
    }

    /** Tells what a token that was asked about is worth. @param client the client that it was issued to */
    public static void token(EventBuilder event, ClientModel client, String scope, String fhirBase) {
        event.detail(GRANTED, ScopeWords.of(scope, assigned(client)).told()).detail(FHIR_BASE, fhirBase);
    }

    /** Tells what an app registers itself for. @param names the ordinary scopes that it gets */
    public static void registered(EventBuilder event, Set<String> names, String asked, String scope) {
        event.detail(EVENT, REGISTRATION);
        granted(event, names, asked, scope, null);
    }

    /** Tells how the authorization began. */
    public static void launch(EventBuilder event, boolean byEhr) {
        event.detail(LAUNCH, byEhr ? EHR : STANDALONE);
    }

    static void requested(EventBuilder event, Set<String> assigned, String scope) {
        ScopeWords words = ScopeWords.of(scope, assigned);
        event.detail(REQUESTED, words.told())
                .detail(REQUESTED_UNKNOWN, words.unknown() == 0 ? null : String.valueOf(words.unknown()));
    }

    static void granted(EventBuilder event, Set<String> assigned, String asked, String scope, String fhirBase) {
        requested(event, assigned, asked);
        ScopeWords granted = ScopeWords.of(scope, assigned);
        ScopeWords leftOut = ScopeWords.of(asked, assigned).leftOutOf(granted);
        event.detail(GRANTED, granted.told()).detail(FHIR_BASE, fhirBase)
                .detail(NARROWED, String.valueOf(!leftOut.isEmpty())).detail(LEFT_OUT, leftOut.told());
    }

    private static Set<String> assigned(ClientModel client) {
        AssignedScopes assigned = AssignedScopes.of(client);
        Set<String> names = new HashSet<>(assigned.requestable().keySet());
        names.addAll(assigned.appliedUnasked().keySet());
        return names;
    }
}
