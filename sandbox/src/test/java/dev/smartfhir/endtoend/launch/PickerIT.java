package dev.smartfhir.endtoend.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.Tokens;
import dev.smartfhir.endtoend.launch.StubFhirServer.Request;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The patient picker as users go through it, by plain form posts, with 10,000 patients to choose from. */
@EndToEnd
class PickerIT extends OverStubFhirServer {

    PickerIT(Servers servers) {
        super(servers);
    }

    @Test
    void theChosenPatientIsInContext() {
        AppRequest request = app.request(SCOPE);
        PickerUser user = new PickerUser(app, doctor).logIn(request);
        assertThat(user.isAtPicker()).as(user.page().body()).isTrue();
        assertThat(user.offered()).isEmpty();

        user.search("Name-42", "", "");
        assertThat(user.offered()).startsWith("p-42").hasSize(20);
        HttpAnswer tokens = user.choose("p-42").exchange(request);

        assertThat(tokens.text("patient")).isEqualTo("p-42");
        assertThat(tokens.text("scope").split(" ")).containsExactlyInAnyOrder(SCOPE.split(" "));
    }

    @Test
    void asksTheFhirServerWithAShortTokenOfThisUserAndNothingInTheUrl() {
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE));
        user.search("Name-7x", "MRN7x", "1937");
        Request sent = fhir.last();
        Map<String, Object> claims = Tokens.claims(sent.bearer());

        assertThat(user.offered()).containsExactly("p-7");
        assertThat(sent.method()).isEqualTo("POST");
        assertThat(sent.path()).isEqualTo("/fhir/Patient/_search");
        assertThat(sent.query()).isNull();
        assertThat(sent.header("Cookie")).isNull();
        assertThat(sent.form()).containsEntry("name", List.of("Name-7x"))
                .containsEntry("identifier", List.of("MRN7x")).containsEntry("birthdate", List.of("1937"))
                .containsEntry("_count", List.of("20"));
        assertThat(claims).containsEntry("iss", servers.issuer().toString())
                .containsEntry("scope", "user/Patient.rs").containsEntry("azp", app.clientId())
                .containsEntry("client_id", app.clientId()).containsEntry("typ", "Bearer")
                .containsEntry("sub", users.idOf(doctor))
                .containsEntry("fhirUser", servers.fhirBase() + "/Practitioner/doctor")
                .doesNotContainKeys("sid", "patient");
        assertThat(String.valueOf(claims.get("aud"))).contains(servers.fhirBase().toString());
        assertThat(((Number) claims.get("exp")).longValue() - ((Number) claims.get("iat")).longValue())
                .isEqualTo(60);
        assertThat(user.page().body()).doesNotContain(sent.bearer()).doesNotContain("0912345678");
    }

    @Test
    void worksInALoginSessionThatIsThereAlreadyAndEveryTime() {
        PickerUser user = new PickerUser(app, doctor).logIn(app.request(SCOPE)).search("", "", "").choose("p-1");
        AppRequest second = app.request(SCOPE);

        user.open(second);
        assertThat(user.isAtPicker()).isTrue();
        assertThat(user.offered()).isEmpty();
        HttpAnswer tokens = user.search("", "", "").choose("p-2").exchange(second);

        assertThat(tokens.text("patient")).isEqualTo("p-2");
        assertThat(user.open(app.request(SCOPE)).isAtPicker()).isTrue();
    }

    @Test
    void anotherPatientDoesNotFollowFromAnEarlierLogin() {
        AppRequest first = app.request(SCOPE);
        PickerUser user = new PickerUser(app, doctor).logIn(first).search("", "", "").choose("p-1");
        HttpAnswer redirect = user.page();
        AppRequest second = app.request(SCOPE);
        HttpAnswer later = user.open(second).search("", "", "").choose("p-2").exchange(second);

        assertThat(later.text("patient")).isEqualTo("p-2");
        assertThat(app.exchange(redirect, first).text("patient")).isEqualTo("p-1");
    }

    @Test
    void cancelSaysAccessDeniedToTheApp() {
        AppRequest request = app.request(SCOPE);
        PickerUser user = new PickerUser(app, doctor).logIn(request).press("cancel");

        assertThat(Browser.parameter(user.page(), "error")).isEqualTo("access_denied");
        assertThat(Browser.parameter(user.page(), "state")).isEqualTo(request.get("state"));
        assertThat(Browser.parameter(user.page(), "code")).isNull();
    }

    @Test
    void aPatientGetsHimselfWithoutBeingAsked() {
        AppRequest request = app.request(SCOPE);
        int before = fhir.requests().size();
        PickerUser user = new PickerUser(app, users.create("Patient/p-77")).logIn(request);

        assertThat(user.exchange(request).text("patient")).isEqualTo("p-77");
        assertThat(fhir.requests()).hasSize(before);
    }

    @Test
    void aRelatedPersonWithoutLinksAndAUserWithoutFhirUserFindNobody() {
        int before = fhir.requests().size();

        PickerUser alone = new PickerUser(app, users.create("RelatedPerson/alone")).logIn(app.request(SCOPE));
        assertThat(alone.page().body()).contains("id=\"smart-patient-none\"");
        assertThat(alone.offered()).isEmpty();
        assertThat(fhir.requests().stream().skip(before)).isNotEmpty().extracting(Request::path)
                .containsOnly("/fhir/RelatedPerson/alone");
        int asked = fhir.requests().size();
        PickerUser plain = new PickerUser(app, users.plain()).logIn(app.request(SCOPE));
        assertThat(plain.search("", "", "").showsProblem()).isTrue();
        assertThat(plain.choose("p-1").isAtPicker()).isTrue();
        assertThat(fhir.requests()).hasSize(asked);
    }
}
