package dev.smartfhir.endtoend.tokens;

import static dev.smartfhir.endtoend.app.Tokens.assertRefused;
import static dev.smartfhir.endtoend.app.Tokens.claims;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.admin.TestRealm;
import dev.smartfhir.endtoend.app.Person;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No token is issued for a FHIR server that the realm or the client no longer has, whatever was granted before. */
@EndToEnd
class FhirServerOfAGrantIT {

    private static final String BASES = "smart.fhir-bases";
    private static final String OTHER = "https://other.example.org/fhir";

    private final Servers servers;
    private final TestRealm realm;
    private final Person user;
    private final String served;
    private TestApp app;

    FhirServerOfAGrantIT(Servers servers) {
        this.servers = servers;
        this.realm = new TestRealm(servers.admin());
        this.user = Person.create(servers, "Practitioner/dr-move");
        this.served = realm.attribute(BASES);
    }

    @BeforeEach
    void registerAnApp() {
        app = TestApp.publicApp(servers, "user/*.rs", "online_access");
    }

    @AfterEach
    void serveTheFhirServerAgain() {
        realm.attribute(BASES, served);
    }

    @Test
    void aRefreshEndsWithTheFhirServerAndWorksAgainWithIt() {
        String refresh = authorize().exchange().text("refresh_token");
        realm.attribute(BASES, OTHER);
        assertRefused(app.refresh(refresh), 400, "invalid_grant");
        realm.attribute(BASES, null);
        assertRefused(app.refresh(refresh), 400, "invalid_grant");
        realm.attribute(BASES, OTHER + " " + served);

        HttpAnswer renewed = app.refresh(refresh);

        assertThat(claims(renewed).get("aud")).asString().contains(servers.fhirBase().toString());
    }

    @Test
    void aCodeEndsWithTheFhirServer() {
        Person.Authorization authorization = authorize();
        realm.attribute(BASES, OTHER);

        assertRefused(authorization.exchange(), 400, "invalid_grant");
    }

    @Test
    void aClientThatIsHeldToAnotherFhirServerGetsNothingForTheFirst() {
        realm.attribute(BASES, served + " " + OTHER);
        String refresh = authorize().exchange().text("refresh_token");
        ObjectNode client = servers.clients().read(app.clientId());
        client.withObject("/attributes").put("smart.fhir-base", OTHER);
        servers.clients().write(client);

        assertRefused(app.refresh(refresh), 400, "invalid_grant");
    }

    private Person.Authorization authorize() {
        return user.authorize(app, "openid user/*.rs online_access");
    }
}
