package dev.smartfhir.keycloak.clientauth;

import dev.smartfhir.keycloak.client.AssignedScopes;
import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.ClientAuthenticationFlowContext;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.authentication.authenticators.client.ClientAuthUtil;
import org.keycloak.authentication.authenticators.client.ClientIdAndSecretAuthenticator;
import org.keycloak.models.ClientModel;

/**
 * Stock Keycloak's authentication by client secret, but a SMART client that fails it gets {@code invalid_client} with
 * status 401, where stock says {@code unauthorized_client}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749.html#section-5.2">RFC 6749, section 5.2</a>
 */
public final class SmartSecretClientAuthenticator extends ClientIdAndSecretAuthenticator {

    private static final int AHEAD_OF_STOCK = 100;

    @Override
    public void authenticateClient(ClientAuthenticationFlowContext context) {
        super.authenticateClient(context);
        ClientModel client = context.getClient();
        if (client != null && context.getStatus() != FlowStatus.SUCCESS && isJudgedHere(client)) {
            context.failure(AuthenticationFlowError.INVALID_CLIENT_CREDENTIALS, ClientAuthUtil.errorResponse(
                    Response.Status.UNAUTHORIZED.getStatusCode(), "invalid_client",
                    "This client authenticates with its client secret, which was missing or wrong"));
        }
    }

    private static boolean isJudgedHere(ClientModel client) {
        return PROVIDER_ID.equals(client.getClientAuthenticatorType()) && !client.isPublicClient()
                && AssignedScopes.of(client).areSmart();
    }

    @Override
    public int order() {
        return AHEAD_OF_STOCK;
    }
}
