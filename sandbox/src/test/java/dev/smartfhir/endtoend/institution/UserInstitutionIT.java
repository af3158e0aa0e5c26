package dev.smartfhir.endtoend.institution;

import static dev.smartfhir.endtoend.app.Tokens.assertGranted;
import static dev.smartfhir.endtoend.app.Tokens.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.Person;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.launch.KeycloakLog;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an app is granted for a clinician under ceilings that those of all hospitals have. */
@EndToEnd
class UserInstitutionIT {

    private static final String INSTITUTION = "test-institution";
    private static final String CEILING = "user/ClaimResponse.rs?requestor=Organization/org-${" + INSTITUTION + "}";
    private static final String ASKED = "openid online_access user/ClaimResponse.rs";
    private static final String GRANTED = "user/ClaimResponse.rs?requestor=Organization/org-";

    private final Servers servers;
    private final UserProfile profile;
    private Person clinician;
    private TestApp app;

    UserInstitutionIT(Servers servers) {
        this.servers = servers;
        this.profile = new UserProfile(servers);
    }

    @BeforeEach
    void registerAnApp() {
        clinician = Person.create(servers, "Practitioner/dr-lin");
        profile.declare(INSTITUTION, "admin");
        app = TestApp.withSecret(servers, CEILING, "online_access");
    }

    @AfterEach
    void forgetTheAttribute() {
        profile.forget(INSTITUTION);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', value = {"A!A", "A B!A,Organization/org-B"})
    void aClinicianIsGrantedHisInstitutions(String institutions, String granted) {
        clinician.attributes().put(INSTITUTION, institutions.split(" "));

        assertGranted(clinician.authorize(app, ASKED).exchange(), "openid", "online_access", GRANTED + granted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "A,B", "A|B", "A B", "a/b", "${x}", "A;good&_id=1"})
    void aClinicianWithoutAWellFormedAttributeIsGrantedNothing(String values) {
        clinician.attributes().put(INSTITUTION, values.equals("-") ? new String[0] : values.split(";"));

        assertGranted(clinician.authorize(app, ASKED).exchange(), "openid", "online_access");
        HttpAnswer back = clinician.authorize(app, "user/ClaimResponse.rs").redirect();
        assertThat(Browser.parameter(back, "error")).isEqualTo("invalid_scope");
        assertThat(Browser.parameter(back, "code")).isNull();
    }

    @Test
    void moreThanTwentyInstitutionsAreNone() {
        clinician.attributes().put(INSTITUTION,
                IntStream.range(0, 21).mapToObj(String::valueOf).toArray(String[]::new));

        assertGranted(clinician.authorize(app, ASKED).exchange(), "openid", "online_access");
    }

    @Test
    void theClientsOwnAttributeIsNotTheUsers() {
        ObjectNode client = servers.clients().read(app.clientId());
        client.withObject("/attributes").put("smart.attribute." + INSTITUTION, "A");
        servers.clients().write(client);

        assertGranted(clinician.authorize(app, ASKED).exchange(), "openid", "online_access");
    }

    @Test
    void anAttributeThatUsersCanWriteThemselvesGrantsNothing() {
        clinician.attributes().put(INSTITUTION, "A");
        HttpAnswer tokens = clinician.authorize(app, ASKED).exchange();
        assertGranted(tokens, "openid", "online_access", GRANTED + "A");

        profile.declare(INSTITUTION, "admin", "user");

        assertGranted(clinician.authorize(app, ASKED).exchange(), "openid", "online_access");
        assertGranted(app.refresh(tokens.text("refresh_token")), "openid", "online_access");
        assertInactive(tokens.text("access_token"));
        assertThat(KeycloakLog.of(servers)).contains("grants the client " + app.clientId() + " of realm smart nothing: "
                + "users of this realm can write the user attribute " + INSTITUTION + " themselves");
    }

    @Test
    void aClinicianWhoMovedKeepsNothingOfHisFormerInstitutionAndGetsNothingOfTheNewOneUnasked() {
        clinician.attributes().put(INSTITUTION, "A");
        HttpAnswer tokens = clinician.authorize(app, ASKED).exchange();

        clinician.attributes().put(INSTITUTION, "B");

        assertInactive(tokens.text("access_token"));
        HttpAnswer moved = app.refresh(tokens.text("refresh_token"));
        assertGranted(moved, "openid", "online_access");
        assertRefused(app.refresh(moved.text("refresh_token"), "user/ClaimResponse.rs"), 400, "invalid_scope");
        assertGranted(clinician.authorize(app, ASKED).exchange(), "openid", "online_access", GRANTED + "B");
    }

    @Test
    void aClinicianWhoLeavesOneOfTwoInstitutionsKeepsTheOther() {
        clinician.attributes().put(INSTITUTION, "A", "B");
        HttpAnswer tokens = clinician.authorize(app, ASKED).exchange();

        clinician.attributes().put(INSTITUTION, "B", "C");
        HttpAnswer left = app.refresh(tokens.text("refresh_token"));

        assertGranted(left, "openid", "online_access", GRANTED + "B");
        assertThat(introspect(left.text("access_token")).text("scope")).contains(GRANTED + "B");
    }

    @Test
    void aCodeIsWorthWhatTheAttributeSaysWhenItIsRedeemed() {
        clinician.attributes().put(INSTITUTION, "A");
        Person.Authorization authorization = clinician.authorize(app, ASKED);

        clinician.attributes().put(INSTITUTION);

        assertGranted(authorization.exchange(), "openid", "online_access");
    }

    @Test
    void consentIsAskedForTheFilledScope() {
        clinician.attributes().put(INSTITUTION, "A");
        ObjectNode client = servers.clients().read(app.clientId());
        servers.clients().write(client.put("consentRequired", true));
        AppRequest request = app.request(ASKED);
        Browser browser = new Browser();

        HttpAnswer page = TestApp.back(browser, app.logIn(browser, request, clinician.username()));
        assertThat(page.body()).contains(GRANTED + "A");
        HttpAnswer tokens = app.exchange(TestApp.back(browser, browser.accept(page)), request);

        assertGranted(tokens, "openid", "online_access", GRANTED + "A");
        assertGranted(app.refresh(tokens.text("refresh_token")), "openid", "online_access", GRANTED + "A");
    }

    @Test
    void anAuthorizationRequestHoldsNoPlaceholder() {
        clinician.attributes().put(INSTITUTION, "A");

        HttpAnswer back = clinician.authorize(app, "openid " + CEILING).redirect();

        assertThat(Browser.parameter(back, "error")).isEqualTo("invalid_scope");
        assertThat(Browser.parameter(back, "error_description")).contains("placeholders are for the ceilings");
    }

    private HttpAnswer introspect(String token) {
        return app.post(URI.create(servers.issuer() + "/smart/introspect"), Map.of("token", token));
    }

    private void assertInactive(String token) {
        assertThat(introspect(token).body()).isEqualTo("{\"active\":false}");
    }
}
