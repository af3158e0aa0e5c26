package dev.smartfhir.keycloak.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPAttributePermissions;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.representations.userprofile.config.UPConfig.UnmanagedAttributePolicy;

class AdministeredAttributesTest {

    @ParameterizedTest
    @ValueSource(strings = {"fhirUser", "fhirPatients"})
    void areNotIfUsersMayEditOne(String name) {
        UPConfig profile = declared(Set.of("admin"), null);
        profile.getAttribute(name).setPermissions(new UPAttributePermissions(Set.of("admin"), Set.of("admin", "user")));

        assertThat(AdministeredAttributes.writableByUsers(profile)).contains(name);
    }

    @Test
    void areNotIfUndeclaredOnesAreEverybodysToWrite() {
        UPConfig profile = new UPConfig();
        profile.setUnmanagedAttributePolicy(UnmanagedAttributePolicy.ENABLED);

        assertThat(AdministeredAttributes.writableByUsers(profile)).contains("fhirUser");
    }

    @Test
    void areNotIfOneIsDeclaredAndTheOtherIsEverybodysToWrite() {
        UPConfig profile = new UPConfig();
        profile.addOrReplaceAttribute(new UPAttribute("fhirUser",
                new UPAttributePermissions(Set.of(), Set.of("admin"))));
        profile.setUnmanagedAttributePolicy(UnmanagedAttributePolicy.ENABLED);

        assertThat(AdministeredAttributes.writableByUsers(profile)).contains("fhirPatients");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"-", "ADMIN_VIEW", "ADMIN_EDIT"})
    void areIfUndeclaredOnesAreNotForUsersToWrite(UnmanagedAttributePolicy policy) {
        UPConfig profile = new UPConfig();
        profile.setUnmanagedAttributePolicy(policy);

        assertThat(AdministeredAttributes.writableByUsers(profile)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"-", "ENABLED"})
    void areIfBothAreDeclaredForAdministratorsWhateverHoldsForOthers(UnmanagedAttributePolicy policy) {
        assertThat(AdministeredAttributes.writableByUsers(declared(Set.of("admin"), policy))).isEmpty();
        assertThat(AdministeredAttributes.writableByUsers(declared(Set.of(), policy))).isEmpty();
    }

    @Test
    void areIfTheDeclarationGivesNobodyAPermission() {
        UPConfig profile = declared(Set.of(), UnmanagedAttributePolicy.ENABLED);
        profile.getAttribute("fhirUser").setPermissions(null);

        assertThat(AdministeredAttributes.writableByUsers(profile)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"username", "email", "locale"})
    void whatUsersChooseAtLoginOrRegistrationIsNeverAdministered(String name) {
        UPConfig profile = declared(Set.of("admin"), null);
        profile.addOrReplaceAttribute(new UPAttribute(name, new UPAttributePermissions(Set.of(), Set.of("admin"))));

        assertThat(AdministeredAttributes.isWritableByUsers(profile, name)).isTrue();
    }

    @Test
    void eachOtherAttributeIsJudgedByItsOwnDeclaration() {
        UPConfig profile = declared(Set.of("admin"), UnmanagedAttributePolicy.ENABLED);
        profile.addOrReplaceAttribute(new UPAttribute("ward",
                new UPAttributePermissions(Set.of(), Set.of("admin", "user"))));

        assertThat(AdministeredAttributes.isWritableByUsers(profile, "ward")).isTrue();
        assertThat(AdministeredAttributes.isWritableByUsers(profile, "undeclared")).isTrue();
        assertThat(AdministeredAttributes.isWritableByUsers(profile, "fhirUser")).isFalse();
    }

    private static UPConfig declared(Set<String> editors, UnmanagedAttributePolicy policy) {
        UPConfig profile = new UPConfig();
        for (String name : Set.of("fhirUser", "fhirPatients")) {
            profile.addOrReplaceAttribute(new UPAttribute(name,
                    new UPAttributePermissions(Set.of("admin", "user"), editors)));
        }
        profile.setUnmanagedAttributePolicy(policy);
        return profile;
    }
}
