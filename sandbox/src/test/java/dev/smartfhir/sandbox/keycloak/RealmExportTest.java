package dev.smartfhir.sandbox.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeParseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The realm that the project ships, which people import into production. */
class RealmExportTest {

    private static final String REGISTRATION_POLICIES =
            "org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> STOCK_ACTIONS = List.of("TERMS_AND_CONDITIONS", "UPDATE_PROFILE",
            "VERIFY_EMAIL", "CONFIGURE_TOTP", "UPDATE_PASSWORD", "delete_account", "UPDATE_EMAIL",
            "webauthn-register", "webauthn-register-passwordless", "VERIFY_PROFILE", "delete_credential", "idp_link",
            "CONFIGURE_RECOVERY_AUTHN_CODES", "update_user_locale");
    private static final List<String> OUR_ACTIONS = List.of("smart-patient", "smart-encounter", "smart-consent");

    private final JsonNode realm;

    RealmExportTest() throws IOException {
        realm = JSON.readTree(Path.of(System.getProperty("project.root", ".."), "realm-export.json").toFile());
    }

    @Test
    void holdsNoUsersNoClientsAndNoSecrets() {
        assertThat(realm.has("users") || realm.has("clients") || realm.has("smtpServer")
                || realm.has("identityProviders")).isFalse();
        assertThat(names(realm)).noneMatch(name -> name.toLowerCase(Locale.ROOT)
                .matches(".*(secret|password|credential|private).*") && !name.equals("resetPasswordAllowed"));
        assertThat(realm.at("/components").properties()).extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("org.keycloak.userprofile.UserProfileProvider", REGISTRATION_POLICIES);
    }

    @Test
    void letsAppsRegisterThemselvesForPatientsDataOnlyAndNobodyWithoutAToken() {
        List<String> listed = List.of(realm.at("/attributes/smart.registration.scopes").asText().split(" "));
        assertThat(listed).contains("launch/patient", "patient/*.rs", "fhirUser")
                .noneMatch(scope -> scope.startsWith("system/") || scope.startsWith("user/") || scope.startsWith("__"));
        assertThat(realm.path("clientScopes").findValuesAsText("name")).containsAll(listed.stream()
                .filter(scope -> !scope.equals("offline_access")).toList());
        JsonNode policies = realm.path("components").path(REGISTRATION_POLICIES);
        assertThat(policies).filteredOn(policy -> policy.path("providerId").asText().equals("trusted-hosts"))
                .singleElement().satisfies(policy -> {
                    assertThat(policy.path("subType").asText()).isEqualTo("anonymous");
                    assertThat(policy.path("config").has("trusted-hosts")).isFalse();
                    assertThat(policy.at("/config/host-sending-registration-request-must-match/0").asText())
                            .isEqualTo("true");
                });
    }

    @Test
    void namesOnlyScopesThatCanBeReadAndHidesThemFromStocksOwnMetadata() throws ScopeParseException {
        for (JsonNode scope : realm.path("clientScopes")) {
            Scope.parse(scope.path("name").asText());
            assertThat(scope.at("/attributes/include.in.openid.provider.metadata").asText()).isEqualTo("false");
            assertThat(scope.at("/attributes/include.in.token.scope").asText()).isEqualTo("true");
        }
        assertThat(realm.path("clientScopes").findValuesAsText("name")).doesNotHaveDuplicates().contains("launch",
                "launch/patient", "launch/encounter", "fhirUser", "online_access", "__introspect", "patient/*.rs",
                "user/*.rs", "system/Bundle.crs", "system/ClaimResponse.rs",
                "system/Bundle.crs?_security=https://nhicore.nhi.gov.tw/pas/CodeSystem/organization-identifier-tw"
                        + "|${institution}",
                "system/ClaimResponse.rs?requestor=Organization/org-${institution}");
        assertThat(realm.has("defaultDefaultClientScopes") || realm.has("defaultOptionalClientScopes")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fhirUser", "fhirPatients"})
    void letsOnlyAdministratorsSeeAndChangeWhoAUserIs(String attribute) throws IOException {
        assertThat(attribute(attribute).path("permissions").toString())
                .isEqualTo("{\"view\":[\"admin\"],\"edit\":[\"admin\"]}");
    }

    @Test
    void keepsStocksUserProfileAndAllowsNoAttributeBesideIt() throws IOException {
        assertThat(profile().path("attributes").findValuesAsText("name"))
                .containsExactly("username", "email", "firstName", "lastName", "fhirUser", "fhirPatients");
        assertThat(profile().has("unmanagedAttributePolicy")).isFalse();
        assertThat(attribute("fhirPatients").path("multivalued").asBoolean()).isTrue();
        assertThat(attribute("fhirUser").path("multivalued").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "fhirUser,     Practitioner/123,                          true",
        "fhirUser,     https://fhir.example.org/base/Patient/a-1, true",
        "fhirUser,     Organization/1,                            false",
        "fhirUser,     Practitioner,                              false",
        "fhirUser,     Practitioner/1/_history/2,                 false",
        "fhirUser,     javascript:Patient/1,                      false",
        "fhirPatients, 123,                                       true",
        "fhirPatients, Patient/123,                               true",
        "fhirPatients, https://fhir.example.org/base/Patient/1,   true",
        "fhirPatients, https://fhir.example.org/base/123,         false",
        "fhirPatients, Practitioner/123,                          false",
        "fhirPatients, 1 2,                                       false"
    })
    void checksWhatAnAdministratorWrites(String attribute, String value, boolean accepted) throws IOException {
        assertThat(value.matches(attribute(attribute).at("/validations/pattern/pattern").asText()))
                .isEqualTo(accepted);
    }

    /** A list in the import replaces stock's own, so that it must be whole. */
    @Test
    void addsThisModulesRequiredActionsToStocks() {
        List<String> actions = realm.path("requiredActions").findValuesAsText("alias");

        assertThat(actions).containsAll(STOCK_ACTIONS).hasSize(STOCK_ACTIONS.size() + OUR_ACTIONS.size())
                .containsAll(OUR_ACTIONS);
        for (JsonNode action : realm.path("requiredActions")) {
            if (OUR_ACTIONS.contains(action.path("alias").asText())) {
                assertThat(action.path("enabled").asBoolean()).isTrue();
                assertThat(action.path("defaultAction").asBoolean()).isFalse();
            }
        }
    }

    @Test
    void givesTheRoleOfAnEhrToNobody() {
        assertThat(realm.at("/roles/realm").findValuesAsText("name")).containsExactly("smart-launch");
        assertThat(realm.has("defaultRole") || realm.has("defaultRoles") || realm.has("defaultGroups")
                || realm.has("groups")).isFalse();
    }

    @Test
    void hasShortLivesAndNoSelfRegistration() {
        assertThat(realm.path("accessCodeLifespan").asInt()).isEqualTo(60);
        assertThat(realm.path("accessTokenLifespan").asInt()).isEqualTo(300);
        assertThat(realm.path("revokeRefreshToken").asBoolean()).isTrue();
        assertThat(realm.path("registrationAllowed").asBoolean()).isFalse();
        assertThat(realm.at("/attributes/smart.launch.lifetime").asText()).isEqualTo("300");
        assertThat(realm.at("/attributes/smart.launch.user-required").asText()).isEqualTo("true");
    }

    private JsonNode attribute(String name) throws IOException {
        for (JsonNode attribute : profile().path("attributes")) {
            if (attribute.path("name").asText().equals(name)) {
                return attribute;
            }
        }
        throw new AssertionError("no attribute " + name);
    }

    private JsonNode profile() throws IOException {
        return JSON.readTree(realm.at("/components/org.keycloak.userprofile.UserProfileProvider/0/config"
                + "/kc.user.profile.config/0").asText());
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.properties().forEach(field -> names.add(field.getKey()));
        node.forEach(child -> names.addAll(names(child)));
        return names;
    }
}
