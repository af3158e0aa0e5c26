package dev.smartfhir.keycloak.authorization.request;

import dev.smartfhir.keycloak.audience.FhirBases;
import dev.smartfhir.keycloak.grant.Refusal;
import dev.smartfhir.keycloak.identity.AdministeredAttributes;
import dev.smartfhir.keycloak.launch.Launch;
import dev.smartfhir.keycloak.launch.LaunchHandles;
import dev.smartfhir.keycloak.launch.LaunchSettings;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.LoginProtocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.OIDCProviderConfig;
import org.keycloak.services.Urls;
import org.keycloak.userprofile.UserProfileProvider;

/** Judges an authorization request of a SMART client by everything that needs the realm to know. */
public final class AuthorizationJudge {

    private static final Logger LOG = Logger.getLogger(AuthorizationJudge.class);

    private final KeycloakSession session;
    private final RealmModel realm;

    public AuthorizationJudge(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /**
     * Judges a request and leaves the judgement with it.
     *
     * @throws Refusal with the error of RFC 6749, RFC 8707 or OpenID Connect Core that fits
     */
    public void judge(CheckedRequest request, ClientModel client) {
        request.requestObject().ifPresent(signed -> RequestObjectRules.check(signed,
                request.claims().orElseThrow(() -> Refusal.serverError("The request object was not verified")),
                client.getClientId(), issuer(), Time.currentTime()));
        AuthorizationParameters parameters = request.parameters();
        OIDCProviderConfig stock = ((OIDCLoginProtocol) session.getProvider(LoginProtocol.class,
                OIDCLoginProtocol.LOGIN_PROTOCOL)).getConfig();
        RequestRules.checkReadable(parameters, name -> stock.getMaxLengthForTheParameter(name, false));
        RequestRules.check(parameters);
        RequestedScopes scopes = RequestedScopes.read(parameters, client);
        String fhirBase = null;
        if (scopes.areSmart() || parameters.get("launch").isPresent() || parameters.get("aud").isPresent()) {
            RequestRules.checkState(parameters);
            fhirBase = fhirBase(parameters, client);
            requireAdministeredAttributes();
        }
        scopes.checkLaunch(parameters.get("launch").isPresent());
        Optional<String> launch = parameters.get("launch");
        if (launch.isPresent()) {
            checkLaunch(launch.get(), client, fhirBase);
        }
        request.judgedAs(new JudgedRequest(fhirBase, parameters.get("scope").orElse(""), scopes.smart(),
                scopes.ordinary(), launch, request.pushedRequestUri()));
    }

    private void requireAdministeredAttributes() {
        AdministeredAttributes.writableByUsers(session.getProvider(UserProfileProvider.class).getConfiguration())
                .ifPresent(attribute -> {
                    LOG.errorf("No SMART app gets access in realm %s while its user profile lets users write the "
                            + "attribute %s themselves", realm.getName(), attribute);
                    throw Refusal.serverError("This realm's user profile lets users write the attribute " + attribute
                            + " themselves, so no SMART app gets access; an administrator has to change that");
                });
    }

    private String issuer() {
        return Urls.realmIssuer(session.getContext().getUri().getBaseUri(), realm.getName());
    }

    private String fhirBase(AuthorizationParameters parameters, ClientModel client) {
        String name = RequestRules.audienceParameter(parameters);
        FhirBases bases = FhirBases.of(realm);
        return bases.named(client, parameters.get(name).orElseThrow()).orElseThrow(() -> {
            String reason = "The parameter " + name + " is no FHIR server that this client may ask for";
            return name.equals("resource") ? Refusal.invalidTarget(reason) : Refusal.invalidRequest(reason);
        });
    }

    private void checkLaunch(String handle, ClientModel client, String fhirBase) {
        Launch launch = new LaunchHandles(session, realm, LaunchSettings.of(realm).lifetime()).find(handle)
                .filter(known -> known.clientId().equals(client.getId()))
                .orElseThrow(() -> Refusal.invalidRequest("The launch is unknown, expired, used, or another app's: "
                        + "launch the app again"));
        if (!launch.fhirBase().equals(fhirBase)) {
            throw Refusal.invalidRequest("The launch is about another FHIR server than the parameter aud");
        }
    }
}
