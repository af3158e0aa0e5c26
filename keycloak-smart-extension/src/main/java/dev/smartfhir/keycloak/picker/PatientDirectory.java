package dev.smartfhir.keycloak.picker;

import dev.smartfhir.keycloak.identity.FhirUser;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.http.NameValuePair;
import org.apache.http.client.entity.UrlEncodedFormEntity;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.message.BasicNameValuePair;
import org.keycloak.connections.httpclient.HttpClientProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;

/**
 * The patients that a FHIR server shows to one user, page by page. Searches are posted, so that names and identifiers
 * stay out of access logs; further pages are those that the server links to under its own base.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html">FHIR R4, search</a>
 */
final class PatientDirectory {

    private static final List<Map.Entry<String, String>> EVERY_SEARCH = List.of(
            Map.entry("_count", String.valueOf(PatientPage.SIZE)),
            Map.entry("_elements", "name,birthDate,gender,identifier"));

    private final KeycloakSession session;
    private final ClientModel app;
    private final String userId;
    private final FhirUser fhirUser;
    private final String fhirBase;

    PatientDirectory(KeycloakSession session, ClientModel app, String userId, FhirUser fhirUser, String fhirBase) {
        this.session = session;
        this.app = app;
        this.userId = userId;
        this.fhirUser = fhirUser;
        this.fhirBase = fhirBase;
    }

    /** The first page of a search. @throws DirectoryUnavailable if the server gives none */
    PatientPage search(List<Map.Entry<String, String>> parameters) throws DirectoryUnavailable {
        HttpPost request = new HttpPost(address().patientSearch());
        request.setEntity(form(parameters));
        return send(request);
    }

    /** The page that a link leads to. @throws DirectoryUnavailable if it leads elsewhere, or to no page */
    PatientPage page(String link) throws DirectoryUnavailable {
        URI target = address().follow(link)
                .orElseThrow(() -> new DirectoryUnavailable("a link leads away from the FHIR server"));
        return send(new HttpGet(target));
    }

    private PatientPage send(HttpRequestBase request) throws DirectoryUnavailable {
        PatientPage page = PatientPage.read(FhirRequest.send(
                session.getProvider(HttpClientProvider.class).getHttpClient(), request,
                PickerToken.issue(session, app, userId, fhirUser, fhirBase)));
        FhirAddress address = address();
        Optional<String> next = page.next().filter(link -> address.follow(link).isPresent());
        return new PatientPage(page.patients(), next, page.cut() || page.next().isPresent() && next.isEmpty());
    }

    private FhirAddress address() throws DirectoryUnavailable {
        return FhirAddress.of(session.getContext().getRealm(), fhirBase);
    }

    private static UrlEncodedFormEntity form(List<Map.Entry<String, String>> parameters) {
        List<Map.Entry<String, String>> all = new ArrayList<>(parameters);
        all.addAll(EVERY_SEARCH);
        List<NameValuePair> pairs = all.stream()
                .map(pair -> new BasicNameValuePair(pair.getKey(), pair.getValue())).collect(Collectors.toList());
        return new UrlEncodedFormEntity(pairs, StandardCharsets.UTF_8);
    }
}
