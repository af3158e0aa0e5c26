package dev.smartfhir.endtoend.keycloak;

import static dev.smartfhir.endtoend.app.Tokens.assertGranted;
import static dev.smartfhir.endtoend.app.Tokens.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.keys.ClientKey;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys that a client registers, by URL and inline (AUT-02, AUT-03, AUT-09, AUT-24 to AUT-31). */
@EndToEnd
class ClientKeysIT {

    private static final String SCOPE = "system/Bundle.crs";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Servers servers;

    ClientKeysIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void refusesTwoKeysThatFit() {
        ClientKey key = ClientKey.es384("k");
        assertRefused(inline(key, key.jwk(), ClientKey.es384("k").jwk()).requestToken(SCOPE), 401, "invalid_client");
    }

    @Test
    void takesOneKidForAnRsaAndAnEcKey() {
        ClientKey key = ClientKey.es384("k");
        assertGranted(inline(key, key.jwk(), ClientKey.rs384("k").jwk()).requestToken(SCOPE), SCOPE);
    }

    @Test
    void refusesAShortRsaKey() throws JOSEException {
        RSAKey weak = new RSAKeyGenerator(1024, true).keyID("k").generate();
        BackendService hospital = inline(ClientKey.es384("other"), weak);
        String assertion = hospital.assertion().withHeader("kid", "k").signedBy(JWSAlgorithm.RS384,
                new RSASSASigner(weak.toPrivateKey(), Set.of(AllowWeakRSAKey.getInstance())));

        assertRefused(hospital.requestToken(SCOPE, assertion), 401, "invalid_client");
    }

    @Test
    void takesAnInlineKeyWithoutUseAndAlg() throws Exception {
        ClientKey key = ClientKey.es384("k");
        ObjectNode bare = (ObjectNode) JSON.readTree(key.jwk().toPublicJWK().toJSONString());
        bare.remove("use");
        bare.remove("alg");
        assertGranted(inlineText(key, "{\"keys\":[" + bare + "]}").requestToken(SCOPE), SCOPE);
    }

    @Test
    void refusesAKeyForEncryption() throws Exception {
        ClientKey key = ClientKey.es384("k");
        ObjectNode enc = (ObjectNode) JSON.readTree(key.jwk().toPublicJWK().toJSONString());
        assertRefused(inlineText(key, "{\"keys\":[" + enc.put("use", "enc") + "]}").requestToken(SCOPE),
                401, "invalid_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "{}", "{\"keys\":[]}"})
    void refusesAnInlineSetWithoutTheKey(String keySet) {
        assertRefused(inlineText(ClientKey.es384("k"), keySet).requestToken(SCOPE), 401, "invalid_client");
    }

    @Test
    void refusesAClientWithoutAnyKeys() {
        ClientKey key = ClientKey.es384();
        assertRefused(servers.clients().backendService(servers.clients().confidential(), key, SCOPE)
                .requestToken(SCOPE), 401, "invalid_client");
    }

    @Test
    void fetchesTheUrlAsJsonAndKeepsItAsLongAsItSays() {
        ClientKey key = ClientKey.es384();
        try (JwksPage page = new JwksPage(key.publicKeySet(), "max-age=600")) {
            BackendService hospital = byUrl(page, key);
            assertGranted(hospital.requestToken(SCOPE), SCOPE);
            assertGranted(hospital.requestToken(SCOPE), SCOPE);
            assertThat(page.accepts()).containsExactly("application/json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-store", "max-age=0", "no-cache"})
    void aRetiredKeyIsRefusedAtOnceWhereNothingMayBeKept(String cacheControl) {
        ClientKey key = ClientKey.es384("old");
        try (JwksPage page = new JwksPage(key.publicKeySet(), cacheControl)) {
            BackendService hospital = byUrl(page, key);
            assertGranted(hospital.requestToken(SCOPE), SCOPE);
            page.answer(200, ClientKey.es384("new").publicKeySet(), cacheControl);
            assertRefused(hospital.requestToken(SCOPE), 401, "invalid_client");
        }
    }

    @Test
    void aNewKeyIsFoundOnceTheServerMayAskAgain() throws InterruptedException {
        ClientKey first = ClientKey.es384("first");
        ClientKey second = ClientKey.es384("second");
        try (JwksPage page = new JwksPage(first.publicKeySet(), "max-age=600")) {
            BackendService hospital = byUrl(page, first);
            BackendService rotated =
                    new BackendService(hospital.clientId(), second, servers.tokenEndpoint());
            assertGranted(hospital.requestToken(SCOPE), SCOPE);
            page.answer(200, second.publicKeySet(), "max-age=600");
            assertRefused(rotated.requestToken(SCOPE), 401, "invalid_client");
            assertThat(page.accepts()).hasSize(1);
            Thread.sleep(11_000);
            assertGranted(rotated.requestToken(SCOPE), SCOPE);
        }
    }

    @Test
    void followsNoRedirect() {
        ClientKey key = ClientKey.es384();
        try (JwksPage target = new JwksPage(key.publicKeySet(), "max-age=600");
                JwksPage page = new JwksPage("", null)) {
            page.redirect(target.url());
            assertRefused(byUrl(page, key).requestToken(SCOPE), 401, "invalid_client");
            assertThat(target.accepts()).isEmpty();
        }
    }

    @Test
    void refusesAnAnswerThatIsTooLarge() {
        ClientKey key = ClientKey.es384();
        try (JwksPage page = new JwksPage(key.publicKeySet() + " ".repeat(300_000), "max-age=600")) {
            assertRefused(byUrl(page, key).requestToken(SCOPE), 401, "invalid_client");
        }
    }

    @Test
    void refusesAnErrorPage() {
        ClientKey key = ClientKey.es384();
        try (JwksPage page = new JwksPage(key.publicKeySet(), null)) {
            page.answer(404, key.publicKeySet(), null);
            assertRefused(byUrl(page, key).requestToken(SCOPE), 401, "invalid_client");
        }
    }

    @Test
    void takesTheRegisteredUrlAsJkuAndFetchesNoOther() {
        ClientKey key = ClientKey.es384();
        try (JwksPage page = new JwksPage(key.publicKeySet(), "max-age=600");
                JwksPage foreign = new JwksPage(key.publicKeySet(), "max-age=600")) {
            BackendService hospital = byUrl(page, key);
            assertRefused(hospital.requestToken(SCOPE, hospital.assertion()
                    .withHeader("jku", foreign.url().toString()).signedBy(key)), 401, "invalid_client");
            assertThat(foreign.accepts()).isEmpty();
            assertGranted(hospital.requestToken(SCOPE, hospital.assertion()
                    .withHeader("jku", page.url().toString()).signedBy(key)), SCOPE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://jwks.example.org/keys", "ftp://localhost/keys", "file:///etc/passwd", "nonsense"})
    void refusesAUrlThatIsNotProtected(String url) {
        ObjectNode client = servers.clients().confidential();
        client.withObject("/attributes").put("use.jwks.url", "true").put("jwks.url", url);
        int made = servers.admin().send("POST", "/clients", client).status();
        if (made == 201) {
            servers.clients().assignOptional(servers.clients().idOf(client.get("clientId").asText()), SCOPE);
            assertRefused(new BackendService(client.get("clientId").asText(), ClientKey.es384(),
                    servers.tokenEndpoint()).requestToken(SCOPE), 401, "invalid_client");
        } else {
            assertThat(made).isEqualTo(400);
        }
    }

    private BackendService byUrl(JwksPage page, ClientKey key) {
        ObjectNode client = servers.clients().confidential();
        client.withObject("/attributes").put("use.jwks.url", "true").put("jwks.url", page.url().toString());
        return servers.clients().backendService(client, key, SCOPE);
    }

    private BackendService inline(ClientKey key, JWK... registered) {
        return inlineText(key, "{\"keys\":[" + Stream.of(registered).map(jwk -> jwk.toPublicJWK().toJSONString())
                .collect(Collectors.joining(",")) + "]}");
    }

    private BackendService inlineText(ClientKey key, String keySet) {
        ObjectNode client = servers.clients().confidential();
        client.withObject("/attributes").put("use.jwks.string", "true").put("jwks.string", keySet);
        return servers.clients().backendService(client, key, SCOPE);
    }
}
