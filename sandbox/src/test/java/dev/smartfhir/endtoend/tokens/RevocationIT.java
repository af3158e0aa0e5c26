package dev.smartfhir.endtoend.tokens;

import static dev.smartfhir.endtoend.app.Tokens.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.Person;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the end of one grant does to the app's other grants in the same login session, and to other apps: a stolen code
 * or refresh token ends every grant of the app in that login session, and nothing else (BP-01).
 */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevocationIT {

    private static final String SCOPE = "openid launch/patient patient/*.rs ";
    private static final String[] CEILINGS = {"launch/patient", "patient/*.rs", "offline_access", "online_access"};

    private final Servers servers;
    private Person person;
    private TestApp app;
    private TestApp otherApp;
    private HttpAnswer online;
    private HttpAnswer offline;
    private HttpAnswer ofOtherApp;

    RevocationIT(Servers servers) {
        this.servers = servers;
    }

    @BeforeAll
    void makeAUser() {
        person = Person.create(servers, "Patient/pat-1");
    }

    @BeforeEach
    void grantTwiceToOneAppAndOnceToAnother() {
        app = TestApp.withSecret(servers, CEILINGS);
        otherApp = TestApp.withSecret(servers, CEILINGS);
        ofOtherApp = person.authorize(otherApp, SCOPE + "online_access").exchange();
        online = person.authorize(app, SCOPE + "online_access").exchange();
        offline = person.authorize(app, SCOPE + "offline_access").exchange();
    }

    @ParameterizedTest
    @ValueSource(strings = {"online", "offline"})
    void aRefreshTokenUsedTwiceEndsEveryGrantOfTheAppInThisLoginSession(String which) {
        HttpAnswer grant = which.equals("online") ? online : offline;
        HttpAnswer renewed = app.refresh(grant.text("refresh_token"));
        assertThat(renewed.status()).isEqualTo(200);

        assertRefused(app.refresh(grant.text("refresh_token")), 400, "invalid_grant");

        assertRefused(app.refresh(renewed.text("refresh_token")), 400, "invalid_grant");
        assertEnded(online);
        assertEnded(offline);
        assertOtherAppGoesOn();
    }

    @Test
    void aCodeUsedTwiceEndsEveryGrantOfTheAppInThisLoginSession() {
        Person.Authorization again = person.authorize(app, SCOPE + "offline_access");
        HttpAnswer tokens = again.exchange();
        assertThat(tokens.status()).isEqualTo(200);

        assertRefused(again.exchange(), 400, "invalid_grant");

        assertEnded(tokens);
        assertEnded(online);
        assertEnded(offline);
        assertOtherAppGoesOn();
    }

    @Test
    void aGuessedCodeEndsNothing() {
        Person.Authorization pending = person.authorize(app, SCOPE);
        String code = Browser.parameter(pending.redirect(), "code");
        Map<String, String> form = new HashMap<>(Map.of("grant_type", "authorization_code",
                "redirect_uri", TestApp.REDIRECT, "code_verifier", pending.request().verifier()));
        form.put("code", "00000000-0000-0000-0000-000000000000" + code.substring(code.indexOf('.')));

        assertRefused(app.token(form), 400, "invalid_grant");
        assertRefused(otherApp.token(form), 400, "invalid_grant");

        assertGoesOn(online);
        assertGoesOn(offline);
        assertThat(pending.exchange().status()).isEqualTo(200);
    }

    @Test
    void revokingAnOnlineRefreshTokenEndsTheAppsOnlineGrantsAndLeavesOfflineOnes() {
        assertThat(revoke(app, online.text("refresh_token")).status()).isEqualTo(200);

        assertEnded(online);
        assertGoesOn(offline);
        assertOtherAppGoesOn();
    }

    @Test
    void revokingAnOfflineRefreshTokenEndsEveryGrantOfTheAppInThisLoginSession() {
        assertThat(revoke(app, offline.text("refresh_token")).status()).isEqualTo(200);

        assertEnded(offline);
        assertEnded(online);
        assertOtherAppGoesOn();
    }

    @Test
    void revokingAnAccessTokenEndsThatTokenAlone() {
        assertThat(revoke(app, online.text("access_token")).status()).isEqualTo(200);

        assertThat(isActive(online)).isFalse();
        assertThat(isActive(offline)).isTrue();
        assertThat(app.refresh(online.text("refresh_token")).status()).isEqualTo(200);
        assertOtherAppGoesOn();
    }

    @ParameterizedTest
    @CsvSource({"refresh_token", "access_token"})
    void nobodyRevokesAnotherClientsToken(String kind) {
        assertThat(revoke(otherApp, online.text(kind)).status()).isEqualTo(400);

        assertGoesOn(online);
    }

    @Test
    void loggingOutEndsOnlineGrantsOfEveryAppAndNoOfflineOne() {
        person.isLoggedOut();

        assertEnded(online);
        assertRefused(otherApp.refresh(ofOtherApp.text("refresh_token")), 400, "invalid_grant");
        assertGoesOn(offline);
    }

    @Test
    void anOfflineGrantIsRevokedAfterTheLoginSessionHasEnded() {
        person.isLoggedOut();
        assertThat(revoke(app, offline.text("refresh_token")).status()).isEqualTo(200);

        assertEnded(offline);
    }

    @Test
    void aNewAuthorizationBringsNoEndedGrantBack() throws InterruptedException {
        revoke(app, offline.text("refresh_token"));
        Thread.sleep(2_000);
        HttpAnswer anew = person.authorize(app, SCOPE + "offline_access").exchange();

        assertEnded(online);
        assertEnded(offline);
        assertGoesOn(anew);
    }

    private void assertEnded(HttpAnswer grant) {
        assertRefused(app.refresh(grant.text("refresh_token")), 400, "invalid_grant");
        assertThat(isActive(grant)).isFalse();
    }

    private void assertGoesOn(HttpAnswer grant) {
        assertThat(isActive(grant)).isTrue();
        assertThat(app.refresh(grant.text("refresh_token")).status()).isEqualTo(200);
    }

    private void assertOtherAppGoesOn() {
        HttpAnswer answer = otherApp.refresh(ofOtherApp.text("refresh_token"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private boolean isActive(HttpAnswer grant) {
        return app.post(URI.create(servers.issuer() + "/smart/introspect"),
                Map.of("token", grant.text("access_token"))).json().path("active").asBoolean();
    }

    private HttpAnswer revoke(TestApp client, String token) {
        return client.post(URI.create(servers.issuer() + "/protocol/openid-connect/revoke"), Map.of("token", token));
    }
}
