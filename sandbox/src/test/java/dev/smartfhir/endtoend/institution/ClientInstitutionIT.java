package dev.smartfhir.endtoend.institution;

import static dev.smartfhir.endtoend.app.Tokens.assertGranted;
import static dev.smartfhir.endtoend.app.Tokens.assertRefused;
import static dev.smartfhir.endtoend.institution.TestHospital.ATTRIBUTE;
import static dev.smartfhir.endtoend.institution.TestHospital.DECISIONS;
import static dev.smartfhir.endtoend.institution.TestHospital.LABEL;
import static dev.smartfhir.endtoend.institution.TestHospital.SUBMISSIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.launch.KeycloakLog;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the system of a hospital is granted under ceilings that all hospitals have. */
@EndToEnd
class ClientInstitutionIT {

    private final Servers servers;

    ClientInstitutionIT(Servers servers) {
        this.servers = servers;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', value = {
        "system/ClaimResponse.rs ! system/ClaimResponse.rs?requestor=Organization/org-1145010010",
        "system/ClaimResponse.read ! system/ClaimResponse.rs?requestor=Organization/org-1145010010",
        "system/ClaimResponse.r ! system/ClaimResponse.r?requestor=Organization/org-1145010010",
        "system/ClaimResponse.rs?requestor=Organization/org-1145010010"
            + " ! system/ClaimResponse.rs?requestor=Organization/org-1145010010",
        "system/ClaimResponse.rs?status=active"
            + " ! system/ClaimResponse.rs?status=active&requestor=Organization/org-1145010010",
        "system/Bundle.crs ! system/Bundle.crs?_security=" + LABEL + "|1145010010",
        "system/*.cruds ! system/ClaimResponse.rs?requestor=Organization/org-1145010010 system/Bundle.crs?_security="
            + LABEL + "|1145010010"})
    void eachHospitalIsGrantedItsOwn(String asked, String granted) {
        assertGranted(hospital("1145010010").requestToken(asked), granted.split(" "));
        assertGranted(hospital("1101020018").requestToken(asked.replace("1145010010", "1101020018")),
                granted.replace("1145010010", "1101020018").split(" "));
    }

    @Test
    void askingForAnotherHospitalsNeverLeavesTheOwnConstraintOut() {
        assertGranted(hospital("1145010010").requestToken(
                "system/ClaimResponse.rs?requestor=Organization/org-1101020018"),
                "system/ClaimResponse.rs?requestor=Organization/org-1101020018"
                        + "&requestor=Organization/org-1145010010");
    }

    @Test
    void severalInstitutionsAreSeparatedByBlanks() {
        assertGranted(hospital("1145010010 1101020018").requestToken("system/ClaimResponse.rs"),
                "system/ClaimResponse.rs?requestor=Organization/org-1101020018,Organization/org-1145010010");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1145010010,1101020018", "1145010010|", "1145010010 a/b", "${institution}", "*",
        "1145010010&_id=1", "臺大"})
    void aHospitalWithoutAWellFormedAttributeIsGrantedNothing(String institution) {
        BackendService hospital = hospital(institution);

        assertRefused(hospital.requestToken("system/ClaimResponse.rs"), 400, "invalid_scope");
        assertRefused(hospital.requestToken("system/*.cruds"), 400, "invalid_scope");
    }

    @Test
    void aMissingAttributeIsLoggedWithItsNameAndTheClient() {
        BackendService hospital = servers.clients().backendService(DECISIONS, "system/Patient.rs");

        assertGranted(hospital.requestToken("system/*.rs"), "system/Patient.rs");
        assertThat(KeycloakLog.of(servers)).contains("The client scope " + DECISIONS + " grants the client "
                + hospital.clientId() + " of realm smart nothing: the client attribute " + ATTRIBUTE + " is missing");
    }

    @Test
    void anIllFormedValueIsNotLogged() {
        BackendService hospital = hospital("ill/formed/4711");

        assertRefused(hospital.requestToken("system/ClaimResponse.rs"), 400, "invalid_scope");
        assertThat(KeycloakLog.of(servers)).contains(hospital.clientId()).doesNotContain("formed/4711");
    }

    @ParameterizedTest
    @ValueSource(strings = {DECISIONS, "system/ClaimResponse.rs?requestor=Organization/org-$%7Binstitution%7D",
        "system/ClaimResponse.rs?requestor=${", "system/ClaimResponse.rs system/Bundle.r?identifier=${Institution}"})
    void aRequestHoldsNoPlaceholder(String asked) {
        HttpAnswer answer = hospital("1145010010").requestToken(asked);

        assertRefused(answer, 400, "invalid_scope");
        assertThat(answer.text("error_description")).contains("placeholders are for the ceilings");
    }

    @Test
    void aHospitalThatMovedHasNoActiveTokenOfItsFormerInstitution() {
        BackendService hospital = hospital("1145010010");
        String before = hospital.accessToken("system/ClaimResponse.rs");
        assertThat(introspect(hospital, before).text("scope"))
                .isEqualTo("system/ClaimResponse.rs?requestor=Organization/org-1145010010");

        ObjectNode client = servers.clients().read(hospital.clientId());
        client.withObject("/attributes").put(ATTRIBUTE, "1101020018");
        servers.clients().write(client);

        assertThat(introspect(hospital, before).body()).isEqualTo("{\"active\":false}");
        String after = hospital.accessToken("system/ClaimResponse.rs");
        assertThat(introspect(hospital, after).text("scope"))
                .isEqualTo("system/ClaimResponse.rs?requestor=Organization/org-1101020018");
    }

    @Test
    void administratorsSeeTheCeilingAsTheyWroteIt() {
        String client = servers.clients().idOf(hospital("1145010010").clientId());

        assertThat(servers.admin().get("/client-scopes/" + servers.clients().scopeId(SUBMISSIONS)).text("name"))
                .isEqualTo(SUBMISSIONS);
        assertThat(servers.admin().get("/clients/" + client + "/optional-client-scopes").json()
                .findValuesAsText("name")).contains(SUBMISSIONS, DECISIONS);
    }

    private BackendService hospital(String institution) {
        return TestHospital.create(servers, institution);
    }

    private HttpAnswer introspect(BackendService hospital, String token) {
        return hospital.post(URI.create(servers.issuer() + "/smart/introspect"), Map.of("token", token));
    }
}
