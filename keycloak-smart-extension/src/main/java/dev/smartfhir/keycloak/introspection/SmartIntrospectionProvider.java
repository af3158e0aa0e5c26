package dev.smartfhir.keycloak.introspection;

import dev.smartfhir.keycloak.ceiling.Ceilings;
import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.client.SmartNames;
import dev.smartfhir.keycloak.consent.StandingConsent;
import dev.smartfhir.keycloak.events.SmartDetails;
import dev.smartfhir.keycloak.picker.directory.TokensInUse;
import dev.smartfhir.scopes.ScopeSet;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProvider;
import org.keycloak.representations.AccessToken;
import org.keycloak.util.TokenUtil;

/**
 * The one judgement of tokens, for both introspection endpoints. Active is an access token that Keycloak itself would
 * accept, whose client's ceilings still cover its SMART scopes and whose user still consents to them, told to a caller
 * that may see it (D-18); a picker's own token is active while the picker asks with it. Whatever else is sent is
 * {@code {"active":false}} and nothing more. The stock endpoint answers in stock's way about tokens of clients that are
 * no SMART clients.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/token-introspection.html">Token introspection</a>
 */
final class SmartIntrospectionProvider extends AccessTokenIntrospectionProvider<AccessToken> {

    private static final Set<String> ACCESS_TOKEN_TYPES =
            Set.of(TokenUtil.TOKEN_TYPE_BEARER, TokenUtil.TOKEN_TYPE_DPOP);

    private Caller caller;
    private boolean atStockEndpoint;

    SmartIntrospectionProvider(KeycloakSession session) {
        super(session);
    }

    @Override
    public Response introspect(String token, EventBuilder event) {
        caller = Caller.authenticated(session, session.getContext().getClient());
        atStockEndpoint = true;
        return isSmartClients(token)
                ? answer(judge(token, event.detail(SmartDetails.EVENT, SmartDetails.INTROSPECTION)))
                : super.introspect(token, event);
    }

    /** The answer to a caller of this module's own endpoint. */
    Response introspect(String token, Caller asking, EventBuilder event) {
        caller = asking;
        return answer(judge(token, event.detail(SmartDetails.EVENT, SmartDetails.INTROSPECTION)));
    }

    /** Judges a token, whoever may see it; empty if it is not active. */
    Optional<AccessToken> active(String token, EventBuilder event) {
        caller = new Caller(null, true);
        return judge(token, event).map(ActiveToken::token);
    }

    private Optional<ActiveToken> judge(String text, EventBuilder event) {
        eventBuilder = event;
        return introspectionChecks(text)
                ? Optional.of(new ActiveToken(token, AssignedScopes.of(client).areSmart()))
                : Optional.empty();
    }

    private Response answer(Optional<ActiveToken> active) {
        active.ifPresent(known -> {
            SmartDetails.token(eventBuilder, client, token.getScope(), audience());
            eventBuilder.success();
        });
        return Response.ok(active.map(ActiveToken::answer).orElse(Map.of("active", false)),
                MediaType.APPLICATION_JSON_TYPE).build();
    }

    @Override
    protected boolean introspectionChecks(String text) {
        if (!super.introspectionChecks(text)) {
            return false;
        }
        TokensInUse pickers = new TokensInUse(session);
        return pickers.has(token)
                || (!pickers.had(token) || isRefused("The picker that asked with this token has its answer"))
                && isGranted();
    }

    private boolean isGranted() {
        return (isCovered() || isRefused("The client's ceilings no longer cover the token's scopes"))
                && (isConsentedTo() || isRefused("The user no longer consents to the token's scopes"));
    }

    /** Stock code does not look at the type, and throws for headers that it does not know. */
    @Override
    protected boolean verifyToken(String text) {
        try {
            return super.verifyToken(text)
                    && (ACCESS_TOKEN_TYPES.contains(token.getType()) && token.getId() != null
                            || isRefused("This is no access token"));
        } catch (RuntimeException unreadable) {
            return isRefused("The token cannot be read");
        }
    }

    @Override
    protected boolean verifyAudience() {
        if (caller.maySee(token)) {
            return true;
        }
        return atStockEndpoint && !AssignedScopes.of(client).areSmart()
                ? super.verifyAudience()
                : isRefused("The caller may not see tokens of other clients");
    }

    private boolean isCovered() {
        ScopeSet granted = smartScopes(token);
        return granted.isEmpty() || Ceilings.of(session, client, user).covers(granted);
    }

    private boolean isConsentedTo() {
        ScopeSet granted = smartScopes(token);
        return granted.isEmpty() || client.getId().equals(user.getServiceAccountClientLink())
                || StandingConsent.now(session, client, user, audience()).covers(granted);
    }

    private String audience() {
        String[] audience = token.getAudience();
        return audience == null || audience.length != 1 ? null : audience[0];
    }

    private boolean isRefused(String reason) {
        eventBuilder.detail(Details.REASON, reason);
        eventBuilder.error(Errors.INVALID_TOKEN);
        return false;
    }

    /** Whether a token claims to be a SMART client's; both ways of answering then verify it. */
    private boolean isSmartClients(String text) {
        try {
            String clientId = new JWSInput(text).readJsonContent(AccessToken.class).getIssuedFor();
            ClientModel claimed = clientId == null ? null : realm.getClientByClientId(clientId);
            return claimed != null && AssignedScopes.of(claimed).areSmart();
        } catch (JWSInputException | RuntimeException unreadable) {
            return true;
        }
    }

    private static ScopeSet smartScopes(AccessToken token) {
        String scope = token.getScope() == null ? "" : token.getScope();
        return ScopeSet.readable(Stream.of(scope.split(" ")).filter(SmartNames::isSmart)
                .collect(Collectors.joining(" ")));
    }
}
