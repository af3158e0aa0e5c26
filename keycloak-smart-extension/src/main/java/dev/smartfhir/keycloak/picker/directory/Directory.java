package dev.smartfhir.keycloak.picker.directory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.keycloak.identity.FhirUser;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * What a FHIR server shows to one user. Searches are posted, so that names and identifiers stay out of access logs;
 * further pages are those that the server links to under its own base.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html">FHIR R4, search</a>
 */
public final class Directory {

    /** The resources on one page. */
    public static final int PAGE_SIZE = 20;

    private final KeycloakSession session;
    private final ClientModel app;
    private final String userId;
    private final FhirUser fhirUser;
    private final String fhirBase;

    /**
     * @param app the app that the user logs in to
     * @param userId the internal id of the user
     * @param fhirUser his own resource on the FHIR server
     */
    public Directory(KeycloakSession session, ClientModel app, String userId, FhirUser fhirUser, String fhirBase) {
        this.session = session;
        this.app = app;
        this.userId = userId;
        this.fhirUser = fhirUser;
        this.fhirBase = fhirBase;
    }

    /**
     * The first page of a search.
     *
     * @param scope what the token for it may do
     * @throws DirectoryUnavailable if the server gives none
     */
    public SearchPage search(String type, List<Map.Entry<String, String>> parameters, String scope)
            throws DirectoryUnavailable {
        HttpPost request = new HttpPost(address().search(type));
        request.setEntity(form(parameters));
        return page(request, scope);
    }

    /** The page that a link leads to. @throws DirectoryUnavailable if it leads elsewhere, or to no page */
    public SearchPage follow(String link, String scope) throws DirectoryUnavailable {
        return page(new HttpGet(address().follow(link)
                .orElseThrow(() -> new DirectoryUnavailable("a link leads away from the FHIR server"))), scope);
    }

    /**
     * One resource.
     *
     * @param id an id in FHIR's syntax
     * @return empty if there is none that the user may read, or another one came
     * @throws DirectoryUnavailable if the server does not say
     */
    public Optional<JsonNode> read(String type, String id, String scope) throws DirectoryUnavailable {
        try {
            JsonNode resource = SearchPage.parse(send(new HttpGet(address().resource(type, id)), scope));
            return Optional.of(resource).filter(known -> known.path("resourceType").asText().equals(type)
                    && known.path("id").asText().equals(id));
        } catch (DirectoryUnavailable e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Where the server is reached, and what its references mean. */
    public FhirAddress address() throws DirectoryUnavailable {
        return FhirAddress.of(session.getContext().getRealm(), fhirBase);
    }

    private SearchPage page(HttpRequestBase request, String scope) throws DirectoryUnavailable {
        return SearchPage.read(send(request, scope)).reachedAt(address());
    }

    private String send(HttpRequestBase request, String scope) throws DirectoryUnavailable {
        try (DirectoryToken token = DirectoryToken.issue(session, app, userId, fhirUser, fhirBase, scope)) {
            return FhirRequest.send(session.getProvider(HttpClientProvider.class).getHttpClient(), request,
                    token.text());
        }
    }

    private static UrlEncodedFormEntity form(List<Map.Entry<String, String>> parameters) {
        List<NameValuePair> pairs = new ArrayList<>();
        parameters.forEach(pair -> pairs.add(new BasicNameValuePair(pair.getKey(), pair.getValue())));
        return new UrlEncodedFormEntity(pairs, StandardCharsets.UTF_8);
    }
}
