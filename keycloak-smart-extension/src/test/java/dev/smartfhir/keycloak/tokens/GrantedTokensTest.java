package dev.smartfhir.keycloak.tokens;

import static dev.smartfhir.keycloak.tokens.Grants.BASE;
import static dev.smartfhir.keycloak.tokens.Grants.CONTEXT;
import static dev.smartfhir.keycloak.tokens.Grants.PRACTITIONER;
import static dev.smartfhir.keycloak.tokens.Grants.grant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.keycloak.context.LaunchContext;
import dev.smartfhir.keycloak.grant.UserGrant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.representations.IDToken;
import org.keycloak.representations.RefreshToken;

/** What mappers wrote before does not stand, under none of SMART's names (CTX-15 to CTX-20, trap 9). */
class GrantedTokensTest {

    private static final UserGrant GRANT = grant("launch patient/*.rs", "openid fhirUser online_access", CONTEXT);
    private static final StandingGrant STANDING = new StandingGrant(GRANT, Optional.of(PRACTITIONER));
    private static final Map<String, Object> FORGED = Map.of("patient", "p2", "encounter", "e9", "tenant", "other",
            "need_patient_banner", "true", "fhirUser", "Patient/p2");

    @Test
    void theAccessTokenSaysTheGrantAndNothingThatAMapperAdded() {
        AccessToken token = accessToken();
        token.getOtherClaims().putAll(FORGED);
        token.addAudience("account");

        GrantedTokens.writeAccessToken(token, STANDING, "app", "user-1");

        assertThat(token.getAudience()).containsExactly(BASE);
        assertThat(token.getScope()).isEqualTo("openid fhirUser online_access launch patient/*.rs");
        assertThat(token.getSubject()).isEqualTo("user-1");
        assertThat(token.getExp() - token.getIat()).isEqualTo(GrantedTokens.LONGEST_LIFE);
        assertThat(token.getOtherClaims()).containsAllEntriesOf(CONTEXT.claims())
                .containsEntry("fhirUser", PRACTITIONER.url()).containsEntry("client_id", "app");
        assertThat(token.getOtherClaims().get("need_patient_banner")).isEqualTo(true);
    }

    @Test
    void aContextOfNothingLeavesNothing() {
        AccessToken token = accessToken();
        token.getOtherClaims().putAll(FORGED);
        UserGrant bare = grant("patient/*.rs", "", LaunchContext.none());

        GrantedTokens.writeAccessToken(token, new StandingGrant(bare, Optional.of(PRACTITIONER)), "app", "user-1");

        assertThat(token.getOtherClaims()).containsOnlyKeys("client_id");
    }

    @Test
    void aShorterLifeAndAnotherSubjectStay() {
        AccessToken token = accessToken();
        token.exp(token.getIat() + 60);
        token.subject("pairwise");

        GrantedTokens.writeAccessToken(token, STANDING, "app", "user-1");

        assertThat(token.getExp() - token.getIat()).isEqualTo(60);
        assertThat(token.getSubject()).isEqualTo("pairwise");
    }

    @Test
    void withoutAFhirServerTheAudienceStaysStocks() {
        AccessToken token = accessToken();
        token.audience("account");
        UserGrant plain = new UserGrant("user-1", GRANT.scopes(), GRANT.ordinary(), null, LaunchContext.none());

        GrantedTokens.writeAccessToken(token, new StandingGrant(plain, Optional.empty()), "app", "user-1");

        assertThat(token.getAudience()).containsExactly("account");
    }

    @Test
    void theIdTokenSaysWhoTheUserIsAndNoContext() {
        IDToken token = new IDToken();
        token.getOtherClaims().putAll(FORGED);
        AccessToken beside = accessToken();

        GrantedTokens.writeIdToken(token, STANDING, beside);

        assertThat(token.getOtherClaims()).containsExactly(Map.entry("fhirUser", PRACTITIONER.url()));
        assertThat(token.getExp()).isEqualTo(beside.getExp());
    }

    @Test
    void theRefreshTokenKeepsTheWholeGrantWhateverTheAccessTokenGets() {
        AccessToken narrow = accessToken();
        narrow.setScope("launch");
        narrow.subject("user-1");
        RefreshToken token = new RefreshToken(narrow, null, "default");

        GrantedTokens.writeRefreshToken(token, GRANT, narrow);

        assertThat(token.getScope()).isEqualTo(GRANT.scope());
        assertThat(UserGrant.fromClaim(token.getOtherClaims().get(UserGrant.CLAIM))).contains(GRANT);
    }

    @Test
    void theContextStandsAtTheTopLevelOfTheResponseWithoutTheFhirUser() {
        AccessTokenResponse response = new AccessTokenResponse();
        response.getOtherClaims().putAll(FORGED);

        GrantedTokens.writeResponse(response, STANDING);

        assertThat(response.getOtherClaims()).isEqualTo(CONTEXT.claims());
        assertThat(response.getScope()).isEqualTo(GRANT.scope());
    }

    private static AccessToken accessToken() {
        AccessToken token = new AccessToken();
        token.iat(1_000L).exp(90_000L);
        token.setScope("anything");
        return token;
    }
}
