package dev.smartfhir.endtoend.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.smartfhir.endtoend.admin.TestRealm;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.Http;
import dev.smartfhir.sandbox.client.HttpAnswer;
import dev.smartfhir.sandbox.keys.ClientKey;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an app cannot register itself for; a refusal leaves no client behind. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedRegistrationIT {

    private static final String LIST = "smart.registration.scopes";

    private final Servers servers;
    private final RegistrationClient client;
    private String token;

    RefusedRegistrationIT(Servers servers) {
        this.servers = servers;
        this.client = new RegistrationClient(servers);
    }

    @BeforeAll
    void initialAccess() {
        token = client.initialAccessToken(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "scope; 'system/Patient.rs'; system/",
        "scope; 'openid fhirUser system/*.cruds'; system/",
        "scope; 'system/*.read'; system/",
        "scope; '__introspect openid'; smart.registration.scopes",
        "scope; 'user/*.cruds'; smart.registration.scopes",
        "scope; 'patient/*.u'; smart.registration.scopes",
        "scope; 'patient/Observation.sr'; patient/Observation.sr",
        "scope; 'patient/*.rs patient/observation.rs'; patient/observation.rs",
        "scope; 'patient/*.rs launch/Patient'; launch/Patient",
        "scope; 'patient/Observation.rs?performer=Organization/${institution}'; ${",
        "grant_types; '[\"authorization_code\",\"client_credentials\"]'; client_credentials",
        "grant_types; '[\"implicit\"]'; implicit",
        "grant_types; '[\"password\"]'; password",
        "grant_types; '[\"authorization_code\",\"urn:ietf:params:oauth:grant-type:device_code\"]'; device_code",
        "grant_types; '[\"authorization_code\",\"urn:openid:params:grant-type:ciba\"]'; ciba",
        "grant_types; '[\"authorization_code\",\"urn:ietf:params:oauth:grant-type:token-exchange\"]'; token-exchange",
        "grant_types; '[\"authorization_code\",\"urn:ietf:params:oauth:grant-type:jwt-bearer\"]'; jwt-bearer",
        "grant_types; '[\"refresh_token\"]'; authorization_code",
        "grant_types; '\"authorization_code\"'; list",
        "response_types; '[\"token\"]'; code",
        "response_types; '[\"code id_token\"]'; code",
        "token_endpoint_auth_method; '\"client_secret_jwt\"'; private_key_jwt",
        "token_endpoint_auth_method; '\"tls_client_auth\"'; private_key_jwt",
        "token_endpoint_auth_method; '\"private_key_jwt\"'; jwks",
        "jwks_uri; '\"http://keys.example.org/jwks\"'; https",
        "jwks_uri; '\"http://10.0.0.7/jwks\"'; https",
        "jwks_uri; '\"https://user@keys.example.org/jwks\"'; https",
        "jwks_uri; '\"file:///etc/passwd\"'; https",
        "jwks_uri; '\"/jwks\"'; https",
        "jwks; '{}'; jwks",
        "jwks; '{\"keys\":[]}'; jwks",
        "jwks; '{\"keys\":[{\"kty\":\"oct\",\"kid\":\"a\",\"k\":\"AAAA\"}]}'; symmetric",
        "id_token_signed_response_alg; '\"none\"'; asymmetric",
        "id_token_signed_response_alg; '\"HS256\"'; asymmetric",
        "request_object_signing_alg; '\"none\"'; asymmetric",
        "subject_type; '\"pairwise\"'; public",
        "client_uri; '\"javascript:alert(1)\"'; client_uri",
        "logo_uri; '\"data:image/png;base64,AAAA\"'; logo_uri",
        "policy_uri; '\"ftp://example.org/\"'; policy_uri",
        "tos_uri; '7'; tos_uri",
        "client_name; '\"${client_account}\"'; client_name",
        "client_name; '\"a\\u0000b\"'; client_name",
        "client_name; '{}'; client_name",
        "client_id; '\"chosen-by-itself\"'; client_id"})
    void isInvalidClientMetadata(String member, String value, String said) {
        String json = value.startsWith("\"") || "[{7".indexOf(value.charAt(0)) >= 0 ? value : '"' + value + '"';
        refused(RegistrationClient.with(app(), member, json), "invalid_client_metadata", said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example.org/*", "https://*.example.org/back", "*", "+", "/back", "back",
        "http://app.example.org/back", "http://localhost.example.org/", "http://10.0.0.7/back",
        "https://app.example.org/back#token", "https://user:secret@app.example.org/back", "https:///back",
        "https://app.example.org/a/../b", "https://app.example.org/a/%2e%2E/b", "https://app.example.org/a b",
        "https://app.example.org/\u75c5", "javascript:alert(1)", "data:text/html,hi", "diary:/back",
        "com.example.diary:back", "file:///tmp/a", "urn:ietf:wg:oauth:2.0:oob", "HTTPS://app.example.org/back", ""})
    void isAnInvalidRedirectUri(String uri) {
        ObjectNode app = app();
        app.putArray("redirect_uris").add("https://app.example.org/back").add(uri);

        refused(app, "invalid_redirect_uri", "redirect URI");
    }

    @Test
    void needsARedirectUriAndTakesNoHundredOfThem() {
        ObjectNode app = app();
        app.remove("redirect_uris");
        refused(app, "invalid_redirect_uri", "redirect_uris");
        app.putArray("redirect_uris");
        refused(app, "invalid_redirect_uri", "redirect_uris");
        IntStream.range(0, 100).forEach(i -> app.withArray("/redirect_uris").add("https://app.example.org/" + i));
        refused(app, "invalid_redirect_uri", "redirect_uris");
        app.putArray("redirect_uris").add("https://app.example.org/" + "a".repeat(300));
        refused(app, "invalid_redirect_uri", "255");
    }

    @Test
    void takesNoPrivateKey() {
        String secret = ClientKey.es384().jwk().toJSONString();
        ObjectNode app = app().put("token_endpoint_auth_method", "private_key_jwt");

        HttpAnswer answer = refused(RegistrationClient.with(app, "jwks", "{\"keys\":[" + secret + "]}"),
                "invalid_client_metadata", "private");
        assertThat(answer.body()).doesNotContain(secret.substring(10, 40));
    }

    @Test
    void takesNoJwksWithAJwksUri() {
        ObjectNode app = app().put("token_endpoint_auth_method", "private_key_jwt")
                .put("jwks_uri", "https://keys.example.org/jwks");

        refused(RegistrationClient.with(app, "jwks", ClientKey.es384().publicKeySet()), "invalid_client_metadata",
                "together");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_name", "client_uri", "jwks_uri", "logo_uri"})
    void takesNothingLongerThanKeycloakHolds(String member) {
        refused(app().put(member, "https://example.org/" + "a".repeat(300)), "invalid_client_metadata", "255");
    }

    @Test
    void takesNoMoreScopesThanARequestHolds() {
        String hundreds = IntStream.range(0, 300)
                .mapToObj(i -> "patient/Observation.rs?code=http://loinc.org|" + i).collect(Collectors.joining(" "));

        refused(app().put("scope", hundreds), "invalid_client_metadata", "4000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "\"app\"", "{\"scope\":\"patient/*.rs\",\"scope\":\"launch\"}",
        "{\"scope\":{\"patient\":1}}", "{\"scope\":\"openid\",\"redirect_uris\":7}"})
    void aBodyThatIsNoRegistrationIsInvalidClientMetadata(String body) {
        HttpAnswer answer = client.send("POST", client.at("openid-connect", ""), token, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("invalid_client_metadata");
        assertThat(answer.body()).doesNotContain("Exception");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "system/Patient.rs __introspect", "patient/Immunization.rs", "fhirUser",
        "patient/*.nonsense", "openid"})
    void aRealmWhoseListHoldsNothingForAppsRegistersNone(String list) {
        TestRealm realm = new TestRealm(servers.admin());
        String before = realm.attribute(LIST);
        try {
            realm.attribute(LIST, list);
            refused(app(), "invalid_client_metadata", LIST);
            assertThat(new Http().get(URI.create(servers.issuer() + "/.well-known/smart-configuration")).json()
                    .has("registration_endpoint")).isFalse();
        } finally {
            realm.attribute(LIST, before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c"})
    void aTokenOfNobodyIsInvalid(String forged) {
        HttpAnswer answer = client.register(forged, app());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("error")).isEqualTo("invalid_token");
    }

    @Test
    void anInitialAccessTokenIsGoodForSoManyAppsAndNoMore() {
        String once = client.initialAccessToken(1);
        assertThat(client.register(once, app().put("scope", "system/Patient.rs")).status()).isEqualTo(400);
        assertThat(client.register(once, app()).status()).isEqualTo(201);

        HttpAnswer second = client.register(once, app());
        assertThat(second.status()).isEqualTo(401);
        assertThat(second.text("error")).isEqualTo("invalid_token");
    }

    @Test
    void withoutATokenTheRealmsPoliciesRefuse() {
        int before = clients();
        HttpAnswer answer = client.register(null, app());

        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains("Host not trusted");
        assertThat(clients()).isEqualTo(before);
    }

    @Test
    void withoutATokenAnAppWhoseRedirectUriNamesNoHostIsRefusedByTheTrustedHosts() {
        ObjectNode app = app();
        app.putArray("redirect_uris").add("com.example.diary:/back");
        HttpAnswer answer = client.register(null, app);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("invalid_redirect_uri");
    }

    private static ObjectNode app() {
        return RegistrationClient.publicApp(RegistrationClient.SCOPES);
    }

    private HttpAnswer refused(ObjectNode app, String error, String said) {
        int before = clients();
        HttpAnswer answer = client.register(token, app);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.text("error")).as(answer.body()).isEqualTo(error);
        assertThat(answer.text("error_description")).contains(said);
        assertThat(clients()).isEqualTo(before);
        return answer;
    }

    private int clients() {
        return servers.admin().get("/clients?max=5000").json().size();
    }
}
