package dev.smartfhir.endtoend.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import org.junit.jupiter.api.Test;

/** What an authorization request must hold, in query and form (LCH-01 to LCH-24). */
@EndToEnd
class AuthorizationRequestIT {

    private final Servers servers;

    AuthorizationRequestIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void leadsToACodeThroughTheLoginPage() {
        TestApp app = TestApp.publicApp(servers, "user/Observation.rs", "fhirUser");
        String user = new TestUsers(servers.admin()).create("Practitioner/1");
        AppRequest request = app.request("openid fhirUser user/Observation.rs");

        HttpAnswer back = app.logIn(new Browser(), request, user);

        assertThat(back.header("Location")).startsWith(TestApp.REDIRECT + "?");
        assertThat(Browser.parameter(back, "error_description")).isNull();
        assertThat(Browser.parameter(back, "code")).isNotBlank();
        assertThat(Browser.parameter(back, "state")).isEqualTo(request.get("state"));
        assertThat(Browser.parameter(back, "iss")).isEqualTo(servers.issuer().toString());
    }
}
