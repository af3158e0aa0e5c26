package dev.smartfhir.keycloak.admin.ready;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.ClientScopeRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.userprofile.config.UPAttribute;

/** The copy of {@code realm-export.json} in the JAR has what a realm is made ready with. */
class ShippedRealmTest {

    private final ShippedRealm shipped = ShippedRealm.read();

    @Test
    void hasTheScopesOfTwpasAndOfApps() {
        assertThat(shipped.clientScopes()).extracting(ClientScopeRepresentation::getName).contains(
                "system/Bundle.crs", "system/ClaimResponse.rs", "launch", "launch/patient", "launch/encounter",
                "fhirUser", "online_access", "__introspect", "patient/*.rs");
        assertThat(shipped.clientScopes()).allSatisfy(scope -> {
            assertThat(scope.getDescription()).isNotBlank();
            assertThat(scope.getId()).isNull();
        });
    }

    @Test
    void hasTheRoleOfAnEhrEventsAndLanguages() {
        assertThat(shipped.roles()).extracting(RoleRepresentation::getName).containsExactly("smart-launch");
        assertThat(shipped.realm().getEventsExpiration()).isPositive();
        assertThat(List.copyOf(shipped.realm().getSupportedLocales())).contains("en", "zh-TW");
        assertThat(shipped.attribute("smart.registration.scopes")).contains("patient/*.rs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fhirUser", "fhirPatients"})
    void letsAdministratorsAloneWriteWhoAUserIs(String name) {
        UPAttribute attribute = shipped.profile().getAttribute(name);

        assertThat(attribute.getPermissions().getEdit()).isEqualTo(Set.of("admin"));
        assertThat(attribute.getPermissions().getView()).isEqualTo(Set.of("admin"));
        assertThat(shipped.profile().getGroups()).anyMatch(group -> group.getName().equals(attribute.getGroup()));
    }
}
