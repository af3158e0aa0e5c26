package dev.smartfhir.keycloak.clientauth;

import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.jwks.ClientKeys;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.ClientAuthenticationFlowContext;
import org.keycloak.authentication.authenticators.client.AbstractJWTClientValidator;
import org.keycloak.authentication.authenticators.client.ClientAuthUtil;
import org.keycloak.authentication.authenticators.client.JWTClientAuthenticator;
import org.keycloak.common.util.Time;
import org.keycloak.events.Details;
import org.keycloak.models.ClientModel;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;

/**
 * Authenticates SMART clients by a signed JWT, at every endpoint and for every grant; for other clients it is the stock
 * authenticator, whose place it takes. Every failure is {@code invalid_client} with status 401 (AUT-29).
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/client-confidential-asymmetric.html">Client
 *      authentication: asymmetric</a>
 */
public final class SmartJwtClientAuthenticator extends JWTClientAuthenticator {

    private static final int AHEAD_OF_STOCK = 100;

    private final ClientKeys keys = new ClientKeys();

    @Override
    public void authenticateClient(ClientAuthenticationFlowContext context) {
        Optional<ClientModel> claimed = claimedClient(context).filter(SmartJwtClientAuthenticator::isJudgedHere);
        if (claimed.isEmpty()) {
            super.authenticateClient(context);
            return;
        }
        ClientModel client = claimed.get();
        context.setClient(client);
        context.getEvent().client(client.getClientId());
        try {
            verify(context, client);
            AsymmetricAuthentication.record(context.getSession(), client);
            context.success();
        } catch (InvalidClient refused) {
            context.getEvent().detail(Details.REASON, refused.getMessage());
            context.failure(AuthenticationFlowError.INVALID_CLIENT_CREDENTIALS, ClientAuthUtil.errorResponse(
                    Response.Status.UNAUTHORIZED.getStatusCode(), "invalid_client", refused.getMessage()));
        }
    }

    /** Stock code reads more leniently than this module; what only it can read authenticates no client judged here. */
    @Override
    public boolean verifySignature(AbstractJWTClientValidator validator) {
        return isJudgedHere(validator.getClient())
                ? validator.failure("The client assertion is no signed JWT", 401)
                : super.verifySignature(validator);
    }

    private static boolean isJudgedHere(ClientModel client) {
        return PROVIDER_ID.equals(client.getClientAuthenticatorType()) && !client.isPublicClient()
                && AssignedScopes.of(client).areSmart();
    }

    private void verify(ClientAuthenticationFlowContext context, ClientModel client) throws InvalidClient {
        require(client.isEnabled(), "The client is disabled");
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        String compact = single(form, OAuth2Constants.CLIENT_ASSERTION);
        require(compact != null, "This client authenticates with a signed client_assertion, sent once");
        require(OAuth2Constants.CLIENT_ASSERTION_TYPE_JWT.equals(single(form, OAuth2Constants.CLIENT_ASSERTION_TYPE)),
                "The parameter client_assertion_type must be " + OAuth2Constants.CLIENT_ASSERTION_TYPE_JWT);
        String named = form.getFirst(OAuth2Constants.CLIENT_ID);
        require(named == null || named.equals(client.getClientId()),
                "The parameter client_id is not the client of the assertion");

        ClientAssertion assertion = ClientAssertion.read(compact);
        long now = Time.currentTime();
        AssertionRules.check(assertion, new AssertionRules.Expected(client.getClientId(),
                AcceptedAudiences.of(context.getRealm(), context.getUriInfo().getBaseUri(),
                        context.getHttpRequest().getUri().getPath()),
                ClientKeys.registeredUrl(client).orElse(null), now));
        SigningAlgorithm algorithm = algorithm(assertion, client);
        context.getEvent().detail(Details.CLIENT_JWT_KID, assertion.header("kid"));
        PublicKey key = keys.find(context.getSession(), client, assertion.header("kid"), algorithm);
        AssertionSignature.verify(assertion, algorithm, key);
        AssertionReplay.refuse(assertion, client, now, context.getSession().singleUseObjects());
    }

    private static SigningAlgorithm algorithm(ClientAssertion assertion, ClientModel client) throws InvalidClient {
        SigningAlgorithm algorithm = SigningAlgorithm.named(assertion.header("alg")).orElseThrow(
                () -> new InvalidClient("The header alg must be RS384, ES384 or another asymmetric algorithm"));
        String fixed = OIDCAdvancedConfigWrapper.fromClientModel(client).getTokenEndpointAuthSigningAlg();
        require(fixed == null || fixed.isBlank() || fixed.equals(algorithm.name()),
                "The header alg is not the one registered for this client");
        return algorithm;
    }

    /** The client that the request claims to be: by the assertion, by {@code client_id}, or by HTTP Basic. */
    private static Optional<ClientModel> claimedClient(ClientAuthenticationFlowContext context) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        return AssertedClient.in(form, context.getSession(), context.getRealm())
                .or(() -> Optional.ofNullable(form.getFirst(OAuth2Constants.CLIENT_ID))
                        .map(id -> context.getSession().clients().getClientByClientId(context.getRealm(), id)))
                .or(() -> Optional.ofNullable(context.getClient()));
    }

    private static String single(MultivaluedMap<String, String> form, String name) {
        List<String> values = form.get(name);
        return values != null && values.size() == 1 ? values.get(0) : null;
    }

    private static void require(boolean holds, String rule) throws InvalidClient {
        if (!holds) {
            throw new InvalidClient(rule);
        }
    }

    @Override
    public int order() {
        return AHEAD_OF_STOCK;
    }
}
