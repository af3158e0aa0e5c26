package dev.smartfhir.keycloak.admin.doctor.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.keycloak.admin.doctor.ClientCheck;
import dev.smartfhir.keycloak.admin.doctor.ExaminedClient;
import dev.smartfhir.keycloak.admin.doctor.Faked;
import dev.smartfhir.keycloak.admin.doctor.Outside;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.common.enums.SslRequired;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;

class ClientChecksTest {

    private final Map<String, Object> client = new HashMap<>(Map.of("getClientAuthenticatorType", "client-jwt"));
    private final Map<String, String> attributes = new HashMap<>();
    private String byDefault = "basic";
    private String optional = "";
    private UserModel user;
    private Outside outside = url -> {
        throw new AssertionError("asked " + url);
    };

    @Test
    void everyCheckHasACodeOfItsOwn() {
        assertThat(ClientChecks.all()).extracting(ClientCheck::code).doesNotHaveDuplicates()
                .allSatisfy(code -> assertThat(code).matches("client(-[a-z]+)+"))
                .doesNotContain(ClientChecks.lookalike().code());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "client-basic-scope       | basic              | system/Bundle.crs  | 0",
        "client-basic-scope       | profile            | system/Bundle.crs  | 1",
        "client-basic-scope       | profile            | basic launch       | 1",
        "client-default-scopes    | basic launch       | patient/*.rs       | 1",
        "client-default-scopes    | basic fhirUser     | patient/*.rs       | 0",
        "client-ceiling-names     | basic              | system/Bundle.src  | 1",
        "client-ceiling-names     | basic              | system/Bundle.crs  | 0",
        "client-wildcard-ceiling  | basic              | system/*.rs        | 1",
        "client-wildcard-ceiling  | basic              | patient/*.rs       | 0",
        "client-backend           | basic              | patient/*.rs       | 0",
        "client-backend           | basic              | system/Bundle.crs  | 1",
        "client-backend           | basic              | system/Bundle.crs launch | 2"})
    void judgesScopes(String code, String defaults, String ceilings, int problems) {
        byDefault = defaults;
        optional = ceilings;
        assertThat(problems(code)).hasSize(problems);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "https://a.example/b                       |         ",
        "https://a.example/*                       | ERROR   ",
        "https://a.example/b https://a.example/*   | WARNING "})
    void wildcardsInRedirectUrisCountForNothing(String uris, Severity severity) {
        client.put("isStandardFlowEnabled", true);
        client.put("getRedirectUris", Set.of(uris.split(" ")));
        assertThat(problems("client-redirect-wildcard").stream().map(Problem::severity).toList())
                .isEqualTo(severity == null ? List.of() : List.of(severity));
    }

    @ParameterizedTest
    @CsvSource({
        "true,  false, false, ,      0, ",
        "false, false, false, ,      1, WARNING",
        "true,  true,  false, ,      1, ERROR",
        "true,  false, true,  true,  0, ",
        "true,  false, true,  false, 1, ERROR",
        "true,  false, true,  ,      1, ERROR"})
    void isLetIn(boolean enabled, boolean bearerOnly, boolean account, Boolean itsUser, int problems,
            Severity severity) {
        client.put("isEnabled", enabled);
        client.put("isBearerOnly", bearerOnly);
        client.put("isServiceAccountsEnabled", account);
        user = itsUser == null ? null : Faked.of(UserModel.class, Map.of("isEnabled", itsUser));
        assertThat(problems("client-enabled")).hasSize(problems)
                .allSatisfy(problem -> assertThat(problem.severity()).isEqualTo(severity));
    }

    @ParameterizedTest
    @CsvSource({"dpop.bound.access.tokens, true, 1", "tls.client.certificate.bound.access.tokens, true, 1",
        "dpop.bound.access.tokens, false, 0", "tls.client.certificate.bound.access.tokens, '', 0"})
    void tokensAreBoundToNoKey(String attribute, String value, int problems) {
        attributes.put(attribute, value);
        assertThat(problems("client-bound-tokens")).hasSize(problems);
    }

    @ParameterizedTest
    @CsvSource({"0, 'other servers took the time that an examination has', WARNING", "0, 'there is no answer', ERROR",
        "404, '', ERROR", "200, '', ERROR"})
    void keysAreWhereItsUrlLeads(int status, String reason, Severity severity) {
        attributes.put("use.jwks.url", "true");
        attributes.put("jwks.url", "https://keys.example.org/jwks");
        outside = url -> new Outside.Answer(status, "{}", Optional.empty(), reason);
        assertThat(problems("client-keys")).singleElement().extracting(Problem::severity).isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource({"S256, 0", "plain, 1", "'', 0"})
    void pkceIsS256(String method, int problems) {
        attributes.put("pkce.code.challenge.method", method);
        assertThat(problems("client-pkce")).hasSize(problems);
    }

    @ParameterizedTest
    @CsvSource({"system/Bundle.crs, 300, 0", "system/Bundle.crs, 301, 1", "patient/*.rs, 301, 0",
        "patient/*.rs, 3601, 1", "patient/*.rs, '', 1"})
    void tokensEndSoon(String ceiling, String lifespan, int problems) {
        optional = ceiling;
        attributes.put("access.token.lifespan", lifespan);
        assertThat(problems("client-token-lifetime")).hasSize(problems);
    }

    @ParameterizedTest
    @CsvSource({
        "true,  false, ,                 ",
        "true,  true,  ,                 ",
        "false, true,  ,          WARNING",
        "false, false, ,                 ",
        "false, false, launch,    ERROR  "})
    void usersArePromptedByAppsThatNobodyVouchesFor(boolean asks, boolean isPublic, String registered,
            Severity severity) {
        optional = "launch patient/*.rs";
        client.put("isConsentRequired", asks);
        client.put("isPublicClient", isPublic);
        attributes.put("smart.registered", registered);
        assertThat(problems("client-consent").stream().map(Problem::severity).toList())
                .isEqualTo(severity == null ? List.of() : List.of(severity));
    }

    @ParameterizedTest
    @CsvSource({"true, x, 1", "true, , 0", "true, '', 0", "false, x, 0"})
    void publicAppsHaveNoSecret(boolean isPublic, String secret, int problems) {
        client.put("isPublicClient", isPublic);
        client.put("getSecret", (Function<Object, Object>) ignored -> secret);
        assertThat(problems("client-public-secret")).hasSize(problems)
                .allSatisfy(problem -> assertThat(problem.text() + problem.mend()).doesNotContain(" x "));
    }

    @ParameterizedTest
    @CsvSource({"https://fhir.example.org/fhir, 0", "https://FHIR.example.org/fhir/, 0", "'', 0",
        "https://other.example.org/fhir, 1", "nonsense, 1"})
    void theFhirServerIsOneOfTheRealms(String base, int problems) {
        attributes.put("smart.fhir-base", base);
        assertThat(problems("client-fhir-base")).hasSize(problems);
    }

    @ParameterizedTest
    @CsvSource({
        "client-jwt,    true,  profile,         0, 1",
        "client-secret, true,  profile,         0, 0",
        "client-jwt,    false, profile,         0, 0",
        "client-secret, false, fhirUser,        0, 1",
        "client-secret, false, patients/*.rs,   0, 1",
        "client-secret, false, System.Bundle.r, 0, 1",
        "client-secret, false, profile,         1, 1",
        "client-secret, false, username,        0, 0"})
    void asksThoseThatLookLikeOne(String authenticator, boolean account, String scope, int attribute, int problems) {
        client.put("getClientAuthenticatorType", authenticator);
        client.put("isServiceAccountsEnabled", account);
        optional = scope;
        if (attribute == 1) {
            attributes.put("smart.attribute.institution", "1");
        }
        assertThat(ClientChecks.lookalike().problems(examined())).hasSize(problems);
    }

    private List<Problem> problems(String code) {
        ClientCheck check = ClientChecks.all().stream().filter(one -> one.code().equals(code)).findFirst()
                .orElseThrow();
        return check.problems(examined()).toList();
    }

    private ExaminedClient examined() {
        client.put("getAttribute", (Function<Object, Object>) attributes::get);
        client.put("getAttributes", attributes);
        client.put("getClientScopes", (Function<Object, Object>) wanted ->
                scopes((Boolean) wanted ? byDefault : optional));
        RealmModel realm = Faked.of(RealmModel.class, Map.of("getAccessTokenLifespan", 7200,
                "getSslRequired", SslRequired.EXTERNAL, "getAttribute",
                (Function<Object, Object>) name -> "smart.fhir-bases".equals(name) ? "https://fhir.example.org/fhir"
                        : null));
        Function<Object, Object> account = ignored -> user;
        KeycloakSession session = Faked.of(KeycloakSession.class, Map.of("users",
                Faked.of(UserProvider.class, Map.of("getServiceAccount", account))));
        return new ExaminedClient(session, realm, Faked.of(ClientModel.class, client), outside);
    }

    private static Map<String, ClientScopeModel> scopes(String names) {
        return Stream.of(names.split(" ")).filter(name -> !name.isEmpty()).collect(Collectors.toMap(name -> name,
                name -> Faked.of(ClientScopeModel.class, Map.of("getName", name))));
    }
}
