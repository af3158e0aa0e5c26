package dev.smartfhir.keycloak.launch;

import dev.smartfhir.keycloak.audience.FhirServer;
import dev.smartfhir.keycloak.clientauth.OpenRealm;
import dev.smartfhir.keycloak.events.SmartDetails;
import dev.smartfhir.keycloak.identity.AdministeredAttributes;
import dev.smartfhir.keycloak.identity.FhirUser;
import dev.smartfhir.keycloak.picker.linked.LinkedPatients;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.userprofile.UserProfileProvider;

/**
 * {@code POST /realms/{realm}/smart/launch}: an EHR registers a launch and gets its handle, which it hands to the app
 * in the launch URL. JSON in and out; no CORS, because no browser calls it.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#launch-app-ehr-launch">SMART App Launch
 *      2.2, EHR launch</a>
 */
public final class LaunchEndpoint {

    private static final String APP = "smart_app";

    private final KeycloakSession session;
    private final RealmModel realm;

    public LaunchEndpoint(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /** Registers a launch: 201 with {@code launch} and {@code expires_in}, or an error with its description. */
    @POST
    public Response register(InputStream body) {
        EventBuilder event = new EventBuilder(realm, session, session.getContext().getConnection())
                .event(EventType.CLIENT_LOGIN);
        try {
            OpenRealm.refusal(session).ifPresent(reason -> {
                throw LaunchRefusal.invalid(reason);
            });
            EhrClient.authenticate(session, event);
            LaunchRequest request = LaunchRequest.read(LaunchBody.read(
                    session.getContext().getRequestHeaders().getHeaderString(HttpHeaders.CONTENT_TYPE), body));
            LaunchSettings settings = LaunchSettings.of(realm);
            String handle = new LaunchHandles(session, realm, settings.lifetime())
                    .register(launch(request, settings, event));
            event.detail(SmartDetails.EVENT, SmartDetails.LAUNCH_REGISTERED).success();
            return answer(Status.CREATED, Map.of("launch", handle, "expires_in", settings.lifetime())).build();
        } catch (LaunchRefusal refusal) {
            event.detail(SmartDetails.EVENT, SmartDetails.LAUNCH_REFUSED)
                    .detail(Details.REASON, refusal.getMessage()).error(refusal.error());
            return answer(refusal);
        }
    }

    private Launch launch(LaunchRequest request, LaunchSettings settings, EventBuilder event) {
        LaunchApp app = LaunchApp.find(session, realm, request.clientId(), request.iss());
        event.detail(APP, app.client().getClientId()).detail(SmartDetails.FHIR_BASE, app.fhirBase());
        if (request.user() == null) {
            if (settings.userRequired()) {
                throw LaunchRefusal.invalid("The member user is required: the launch is for one user");
            }
            return new Launch(app.client().getId(), null, app.fhirBase(), request.context());
        }
        UserModel user = LaunchUser.find(session, realm, request.user(), app.fhirBase()).orElseThrow(
                () -> LaunchRefusal.invalid("The member user names no enabled user, or more than one"));
        event.user(user);
        requireAdministeredAttributes();
        String patient = request.context().patient();
        Set<String> links = patient == null ? Set.of()
                : LinkedPatients.of(session, app.client(), user, app.fhirBase());
        if (patient != null && links.contains(FhirUser.UNREACHABLE)) {
            throw new LaunchRefusal(Status.SERVICE_UNAVAILABLE, "temporarily_unavailable",
                    "The FHIR server does not say at the moment for whom this user acts");
        }
        if (patient != null && !FhirUser.mayActFor(patient,
                FhirUser.of(user, FhirServer.of(realm, app.fhirBase())), links)) {
            throw LaunchRefusal.denied("The member patient is not a patient for whom this user may act");
        }
        return new Launch(app.client().getId(), user.getId(), app.fhirBase(), request.context());
    }

    /** Whoever could write these attributes himself could be launched as anybody, and for any patient. */
    private void requireAdministeredAttributes() {
        AdministeredAttributes.writableByUsers(session.getProvider(UserProfileProvider.class).getConfiguration())
                .ifPresent(name -> {
                    throw new LaunchRefusal(Status.INTERNAL_SERVER_ERROR, "server_error", "Users of this realm can "
                            + "write the user attribute " + name + " themselves, so no launch is registered for them");
                });
    }

    private Response answer(LaunchRefusal refusal) {
        Response.ResponseBuilder answer = answer(refusal.status(),
                Map.of("error", refusal.error(), "error_description", refusal.getMessage()));
        if (refusal.status() == Status.UNAUTHORIZED) {
            String challenge = " realm=\"" + realm.getName() + "\"";
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic" + challenge)
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer" + challenge
                            + (refusal.error().equals("invalid_token") ? ", error=\"invalid_token\"" : ""));
        }
        return answer.build();
    }

    private static Response.ResponseBuilder answer(Status status, Map<String, Object> body) {
        return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body)
                .header(HttpHeaders.CACHE_CONTROL, "no-store").header("Pragma", "no-cache");
    }
}
