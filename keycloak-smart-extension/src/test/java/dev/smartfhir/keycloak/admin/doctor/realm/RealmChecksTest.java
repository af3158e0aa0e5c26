package dev.smartfhir.keycloak.admin.doctor.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Faked;
import dev.smartfhir.keycloak.admin.doctor.Outside.Answer;
import dev.smartfhir.keycloak.admin.doctor.Outside;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import dev.smartfhir.keycloak.admin.doctor.Severity;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.common.enums.SslRequired;
import org.keycloak.component.ComponentModel;
import org.keycloak.crypto.KeyStatus;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeyManager;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPAttributePermissions;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.userprofile.UserProfileProvider;

class RealmChecksTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String BASE = "https://fhir.example.org/fhir";

    private final Map<String, Object> realm = new HashMap<>(Map.of("getName", "hospital", "getId", "1",
            "isEnabled", true, "getSslRequired", SslRequired.EXTERNAL));
    private final Map<String, String> attributes = new HashMap<>(Map.of("smart.fhir-bases", BASE));
    private final Map<String, Object> session = new HashMap<>();
    private Outside outside = url -> {
        throw new AssertionError("asked " + url);
    };

    @Test
    void everyCheckHasACodeOfItsOwn() {
        assertThat(RealmChecks.all()).extracting(RealmCheck::code).doesNotHaveDuplicates()
                .allSatisfy(code -> assertThat(code).matches("[a-z]+(-[a-z]+)*"));
        assertThat(RealmChecks.all()).allSatisfy(check -> assertThat(check.fine()).endsWith("."));
    }

    @Test
    void aDisabledRealmIsAnError() {
        assertThat(problems(new RealmIsEnabled())).isEmpty();
        realm.put("isEnabled", false);
        assertThat(severities(new RealmIsEnabled())).containsExactly(Severity.ERROR);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "https://a.example/fhir                          | 0",
        "http://localhost:8080/fhir                      | 0",
        "''                                              | 1",
        "ftp://a.example/fhir                            | 1",
        "http://a.example/fhir                           | 1",
        "https://a.example/fhir https://A.example/fhir/  | 1",
        "https://a.example/fhir https://b.example/fhir   | 0"})
    void fhirBasesAreUrlsEachNamedOnce(String bases, int problems) {
        attributes.put("smart.fhir-bases", bases);
        assertThat(problems(new FhirBasesAreNamed())).hasSize(problems);
    }

    @ParameterizedTest
    @CsvSource({"200, 'a CapabilityStatement', 0", "200, 'a page', 1", "401, '', 1", "0, '', 1", "302, '', 1"})
    void fhirServersAnswerWithACapabilityStatement(int status, String body, int problems) {
        outside = url -> new Answer(status, body, Optional.empty(), status == 0 ? "there is no answer" : "");
        assertThat(problems(new FhirServersAnswer())).hasSize(problems);
    }

    @Test
    void theInternalAddressIsAsked() {
        attributes.put("smart.fhir-bases.internal", "http://fhir:8080/fhir/");
        List<String> asked = new ArrayList<>();
        outside = url -> {
            asked.add(url);
            return new Answer(200, "CapabilityStatement", Optional.empty(), "");
        };
        assertThat(problems(new FhirServersAnswer())).isEmpty();
        assertThat(asked).containsExactly("http://fhir:8080/fhir/metadata?_summary=true");
    }

    @ParameterizedTest
    @CsvSource({"0, ", "5, ", "-5, ", "6, WARNING", "-20, WARNING", "31, ERROR", "-86400, ERROR"})
    void clocksMayBeALittleApart(long seconds, Severity severity) {
        outside = url -> new Answer(200, "", Optional.of(NOW.plusSeconds(seconds)), "");
        assertThat(severities(new ClocksAgree(() -> NOW)))
                .isEqualTo(severity == null ? List.of() : List.of(severity));
    }

    @Test
    void aClockThatNobodyTellsIsNotJudged() {
        outside = url -> new Answer(200, "", Optional.empty(), "");
        assertThat(new ClocksAgree(() -> NOW).applies(examined())).isFalse();
    }

    @Test
    void theSigningKeyIsThereLongAndNotExpired() throws NoSuchAlgorithmException {
        realm.put("getDefaultSignatureAlgorithm", "RS256");
        keys();
        assertThat(severities(new KeysAreSound(() -> NOW))).containsExactly(Severity.ERROR);
        keys(key(2048, Duration.ofDays(1)));
        assertThat(severities(new KeysAreSound(() -> NOW))).isEmpty();
        keys(key(1024, Duration.ofDays(1)));
        assertThat(severities(new KeysAreSound(() -> NOW))).containsExactly(Severity.ERROR);
        keys(key(2048, Duration.ofDays(-1)));
        assertThat(severities(new KeysAreSound(() -> NOW))).containsExactly(Severity.WARNING);
    }

    @Test
    void basicPutsSubIntoTokens() {
        assertThat(severities(new BasicScopeIsThere())).containsExactly(Severity.ERROR);
        realm.put("getClientScopesStream", List.of(scope("basic")));
        assertThat(severities(new BasicScopeIsThere())).containsExactly(Severity.ERROR);
        ProtocolMapperModel sub = new ProtocolMapperModel();
        sub.setProtocolMapper("oidc-sub-mapper");
        realm.put("getClientScopesStream", List.of(Faked.of(ClientScopeModel.class,
                Map.of("getName", "basic", "getProtocolMappersStream", List.of(sub)))));
        assertThat(severities(new BasicScopeIsThere())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, '', 0", "true, 'LOGIN CODE_TO_TOKEN CLIENT_LOGIN GRANT_CONSENT', 0", "true, LOGOUT, 1",
        "true, 'LOGIN CODE_TO_TOKEN CLIENT_LOGIN', 1", "false, '', 1", "false, LOGOUT, 1"})
    void eventsThatTellOfGrantsAreSaved(boolean saved, String types, int problems) {
        realm.put("isEventsEnabled", saved);
        realm.put("isAdminEventsEnabled", true);
        realm.put("getEnabledEventTypesStream", Stream.of(types.split(" ")).filter(type -> !type.isEmpty()).toList());
        assertThat(problems(new EventsAreSaved())).hasSize(problems);
    }

    @ParameterizedTest
    @CsvSource({"admin, 0", "'admin user', 0", "user, 2", "'', 2", ", 2"})
    void administratorsCanWriteWhoAUserIs(String editors, int problems) {
        UPAttributePermissions permissions = editors == null ? null
                : new UPAttributePermissions(Set.of(), Set.of(editors.split(" ")));
        UPConfig profile = new UPConfig();
        profile.setAttributes(List.of(new UPAttribute("fhirUser", permissions),
                new UPAttribute("fhirPatients", permissions)));
        session.put("getProvider", Faked.of(UserProfileProvider.class, Map.of("getConfiguration", profile)));
        assertThat(problems(new FhirUserIsDeclared())).hasSize(problems);
    }

    @ParameterizedTest
    @CsvSource({"system/Bundle.crs, 0", "profile, 0", "system/Bundle.src, 1", "patient/, 1", "user/Nothing.rs?, 1"})
    void aCeilingIsAScopeThatCanBeRead(String name, int problems) {
        realm.put("getClientScopesStream", List.of(scope(name)));
        assertThat(problems(new CeilingsCanBeRead())).hasSize(problems);
    }

    @ParameterizedTest
    @CsvSource({"system/Bundle.crs, 1", "launch, 1", "profile, 0"})
    void newClientsGetNoCeiling(String name, int problems) {
        Function<Object, Object> scopes = byDefault -> (Boolean) byDefault ? List.of(scope(name)).stream()
                : List.of().stream();
        realm.put("getDefaultClientScopesStream", scopes);
        assertThat(problems(new NewClientsAreNotSmart())).hasSize(problems);
    }

    @ParameterizedTest
    @CsvSource({"200 210 220, true, 0", "200 210 220, false, 3", "210 200 220, true, 1", "200 200 220, true, 1"})
    void requiredActionsAreInOrderAndEnabled(String priorities, boolean enabled, int problems) {
        List<String> actions = List.of("smart-patient", "smart-encounter", "smart-consent");
        Function<Object, Object> find = alias -> {
            RequiredActionProviderModel action = new RequiredActionProviderModel();
            action.setAlias((String) alias);
            action.setEnabled(enabled);
            action.setPriority(Integer.parseInt(priorities.split(" ")[actions.indexOf(alias)]));
            return action;
        };
        realm.put("getRequiredActionProviderByAlias", find);
        assertThat(problems(new RequiredActionsAsk())).hasSize(problems);
    }

    @ParameterizedTest
    @CsvSource({",0", "300,0", "1,0", "3600,0", "0,1", "3601,1", "-1,1", "soon,1", "999999,1"})
    void launchesWaitForANumberOfSeconds(String lifetime, int problems) {
        attributes.put("smart.launch.lifetime", lifetime);
        assertThat(problems(new LaunchLifetimeIsRead())).hasSize(problems);
    }

    @Test
    void strangersAreTurnedAway() {
        assertThat(severities(new StrangersCannotRegister())).containsExactly(Severity.ERROR);
        realm.put("getComponentsStream", List.of(trustedHosts("authenticated", true)));
        assertThat(severities(new StrangersCannotRegister())).containsExactly(Severity.ERROR);
        realm.put("getComponentsStream", List.of(trustedHosts("anonymous", false)));
        assertThat(severities(new StrangersCannotRegister())).containsExactly(Severity.ERROR);
        realm.put("getComponentsStream", List.of(trustedHosts("anonymous", true)));
        assertThat(severities(new StrangersCannotRegister())).isEmpty();
        realm.put("getComponentsStream", List.of(trustedHosts("anonymous", true, "10.0.0.1")));
        assertThat(severities(new StrangersCannotRegister())).containsExactly(Severity.WARNING);
    }

    @ParameterizedTest
    @CsvSource({"RS256, 0", "ES384, 0", "PS512, 0", ", 0", "HS256, 1", "EdDSA, 1", "none, 1"})
    void signaturesAreAsymmetric(String algorithm, int problems) {
        realm.put("getDefaultSignatureAlgorithm", (Function<Object, Object>) ignored -> algorithm);
        assertThat(problems(new TokensAreSignedAsymmetrically())).hasSize(problems);
    }

    private static ComponentModel trustedHosts(String subType, boolean checked, String... hosts) {
        ComponentModel component = new ComponentModel();
        component.setProviderId("trusted-hosts");
        component.setSubType(subType);
        component.put("host-sending-registration-request-must-match", checked);
        component.getConfig().put("trusted-hosts", List.of(hosts));
        return component;
    }

    private void keys(KeyWrapper... keys) {
        session.put("keys", Faked.of(KeyManager.class, Map.of("getKeysStream", List.of(keys))));
    }

    private static KeyWrapper key(int bits, Duration left) throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        KeyWrapper key = new KeyWrapper();
        key.setUse(KeyUse.SIG);
        key.setStatus(KeyStatus.ACTIVE);
        key.setAlgorithm("RS256");
        key.setPublicKey(generator.generateKeyPair().getPublic());
        key.setCertificate(new Expiring(Date.from(NOW.plus(left))));
        return key;
    }

    private static ClientScopeModel scope(String name) {
        return Faked.of(ClientScopeModel.class, Map.of("getName", name, "getProtocol", "openid-connect"));
    }

    private List<Severity> severities(RealmCheck check) {
        return problems(check).stream().map(Problem::severity).toList();
    }

    private List<Problem> problems(RealmCheck check) {
        return check.problems(examined()).toList();
    }

    private ExaminedRealm examined() {
        realm.put("getAttribute", (Function<Object, Object>) attributes::get);
        return new ExaminedRealm(Faked.of(KeycloakSession.class, session), Faked.of(RealmModel.class, realm), outside,
                List.of());
    }
}
