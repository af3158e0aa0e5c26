package dev.smartfhir.endtoend.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.admin.TestRealm;
import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One realm, two FHIR servers: what a user allows on one says nothing about the other. */
@EndToEnd
class ConsentOfSeveralServersIT {

    private static final String BASES = "smart.fhir-bases";
    private static final String OTHER = "https://other-hospital.example.org/fhir";
    private static final String SCOPE = "openid launch/patient online_access patient/Observation.rs patient/Condition.rs";

    private final Servers servers;
    private final TestRealm realm;
    private final TestUsers users;
    private final String served;
    private TestApp app;
    private ConsentUser user;

    ConsentOfSeveralServersIT(Servers servers) {
        this.servers = servers;
        this.realm = new TestRealm(servers.admin());
        this.users = new TestUsers(servers.admin());
        this.served = realm.attribute(BASES);
    }

    @BeforeEach
    void twoAreServed() {
        realm.attribute(BASES, served + " " + OTHER);
        app = ConsentUser.app(servers, "launch/patient", "patient/*.rs", "online_access");
        String patient = users.create(null);
        users.setFhirUsers(patient, servers.fhirBase() + "/Patient/p-here", OTHER + "/Patient/p-there");
        user = new ConsentUser(app, patient);
    }

    @AfterEach
    void restore() {
        realm.attribute(BASES, served);
    }

    @Test
    void whatIsAllowedOnOneIsAskedAboutOnTheOtherAndRefusedThereIfSaidSo() {
        AppRequest home = at(servers.fhirBase().toString());
        HttpAnswer here = user.open(home).allow().exchange(home);
        assertThat(here.text("scope")).contains("patient/Observation.rs", "patient/Condition.rs");
        AppRequest again = at(servers.fhirBase().toString());
        assertThat(user.openQuietly(again).exchange(again).text("scope")).isEqualTo(here.text("scope"));

        AppRequest away = at(OTHER);
        user.open(away);
        assertThat(user.isAsked()).isTrue();
        assertThat(user.page().body()).contains(OTHER);
        HttpAnswer there = user.allowWithout("patient/Observation.rs").exchange(away);
        assertThat(there.text("patient")).isEqualTo("p-there");
        assertThat(there.text("scope")).contains("patient/Condition.rs").doesNotContain("Observation");

        assertThat(app.refresh(here.text("refresh_token")).text("scope"))
                .contains("patient/Observation.rs", "patient/Condition.rs");
        assertThat(app.refresh(there.text("refresh_token")).text("scope")).doesNotContain("Observation");
    }

    @Test
    void declinedOnTheOtherNothingIsGrantedThere() {
        AppRequest home = at(servers.fhirBase().toString());
        user.open(home).allow();

        assertThat(user.open(at(OTHER)).decline().error()).isEqualTo("access_denied");
        assertThat(user.openQuietly(at(OTHER).with("prompt", "none")).error()).isEqualTo("interaction_required");
    }

    @Test
    void whatWasAllowedWhileThereWasOneServerIsNotTakenForTheOther() {
        realm.attribute(BASES, served);
        AppRequest alone = at(servers.fhirBase().toString());
        HttpAnswer before = user.open(alone).allow().exchange(alone);
        realm.attribute(BASES, OTHER + " " + served);

        assertThat(user.open(at(OTHER)).isAsked()).isTrue();
        assertThat(before.text("scope")).contains("patient/Observation.rs");
        assertThat(app.refresh(before.text("refresh_token")).body()).doesNotContain("patient/Observation");
    }

    private AppRequest at(String base) {
        return app.request(SCOPE).with("aud", base);
    }
}
