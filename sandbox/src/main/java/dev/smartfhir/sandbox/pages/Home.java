package dev.smartfhir.sandbox.pages;

import dev.smartfhir.sandbox.SandboxSettings;
import dev.smartfhir.sandbox.pages.html.Html;
import dev.smartfhir.sandbox.pages.web.Answer;
import dev.smartfhir.sandbox.pages.web.Request;

/** The first page: what runs where, and who can log in. */
final class Home {

    private final SandboxSettings settings;

    Home(SandboxSettings settings) {
        this.settings = settings;
    }

    Answer show(Request request) {
        return Answer.page("SMART on FHIR sandbox", Html.of("""
                <p><a class="button" href="/ehr">Launch an app from the EHR</a>
                <a class="button" href="/app/standalone">Launch the app standalone</a></p>
                <h2>What runs where</h2>
                <table>
                <tr><th>FHIR server</th><td>{}</td></tr>
                <tr><th>SMART discovery</th>
                <td><a href="{}/.well-known/smart-configuration">{}/.well-known/smart-configuration</a></td></tr>
                <tr><th>Authorization server</th><td>{}</td></tr>
                <tr><th>Keycloak's console</th><td><a href="{}/admin/">{}/admin/</a> (admin / admin)</td></tr>
                <tr><th>Account console</th><td><a href="{}/account/">{}/account/</a></td></tr>
                </table>
                <h2>Users; the password is the user name</h2>
                <table>
                <tr><th>User</th><th>On the FHIR server</th><th>Sees</th></tr>
                <tr><td>oncologist</td><td>Practitioner/demo-oncologist</td><td>a patient picker</td></tr>
                <tr><td>case-manager</td><td>Practitioner/demo-case-manager</td><td>a patient picker</td></tr>
                <tr><td>patient</td><td>Patient/demo-patient-a1</td><td>himself only</td></tr>
                <tr><td>relative</td><td>RelatedPerson/demo-relative</td><td>demo-patient-a1</td></tr>
                <tr><td>guardian</td><td>Person/demo-guardian</td><td>demo-patient-a1 and demo-patient-a2</td></tr>
                </table>
                """,
                settings.fhirBase(), settings.fhirBase(), settings.fhirBase(), settings.issuer(),
                settings.keycloak(), settings.keycloak(), settings.issuer(), settings.issuer()));
    }
}
