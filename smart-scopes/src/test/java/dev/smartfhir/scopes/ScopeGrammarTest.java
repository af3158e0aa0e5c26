package dev.smartfhir.scopes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a scope, what is not, and what the error says. */
class ScopeGrammarTest {

    @ParameterizedTest
    @ValueSource(strings = {"patient/Observation.rs", "user/*.cruds", "system/Bundle.crs", "system/*.s",
        "patient/Observation.read", "user/Patient.write", "system/*.*", "patient/*.read",
        "patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory",
        "system/ClaimResponse.rs?requestor=Organization/1&status=active,draft",
        "user/Observation.rs?code:in=http://valueset.example.org/ValueSet/diabetes-codes",
        "patient/Observation.rs?patient.birthdate=1990", "system/Patient.r?name=%E7%8E%8B%E5%A4%A7%E6%98%8E",
        "system/Bundle.r?_security=a=b", "system/Basic.r?code=50%25", "system/Media.r", "system/DeviceUsage.r",
        "system/NutritionProduct.r", "launch", "launch/patient", "launch/encounter", "launch/diagnosticreport",
        "launch/list?role=https://example.org/role?a=b", "openid", "fhirUser", "profile", "offline_access",
        "online_access", "__introspect", "https://example.org/scopes/a.b?c=d", "urn:x:y"})
    void readsAndPrintsEachKindOfScope(String text) {
        assertThat(Scope.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "system/Bundle.sr 14", "system/Bundle. 14", "system/Bundle 13", "system/Bundle.rr 14", "system/Bundle.dus 14",
        "system/Bundle.reads 14", "system/Bundle.Read 14", "system/Bundle.R 14", "system/Bundle.cruds* 14",
        "system/Bundle.rs.rs 14", "system/Bundle.rs/x 14", "system/.rs 7", "system/bundle.rs 7", "system/BUNDLE.rs 7",
        "system/Resource.rs 7", "system/DomainResource.rs 7", "system/Foo.rs 7", "system/**.rs 7", "system/ 7",
        "system//Bundle.rs 7", "patient/Patient/1.rs 8", "system/Custom.r 7", "system/Bundle.read?_id=1 18",
        "system/Bundle.rs? 17", "system/Bundle.rs?a 18", "system/Bundle.rs?=1 17", "system/Bundle.rs?_id= 21",
        "system/Bundle.rs?_id=1& 23", "system/Bundle.rs?&_id=1 17", "system/Bundle.rs?_id=1&&a=b 23",
        "system/Bundle.rs?_id=, 21", "system/Bundle.rs?_id=a,,b 21", "system/Bundle.rs?_id=%20 21",
        "system/Bundle.rs?_id=%2 21", "system/Bundle.rs?_id=%zz 21", "system/Bundle.rs?_id=%C3%28 21",
        "system/Bundle.rs?_id=a%00 21", "system/Bundle.rs?_id=a%0Db 21", "system/Bundle.rs?1d=1 17",
        "system/Bundle.rs?a$b=1 18", "system/Bundle.rs?a%3D=1 18",
        "launch/ 7", "launch/Patient 7", "launch/foo 7", "launch/patient/1 7", "launch?role=x 6",
        "launch/list? 12", "launch/list?role= 12", "launch/list?rolle=x 12", "launch/list?role=a&role=b 17",
        "launch/list?role=%zz 17"})
    void refusesWhatBreaksSmartsOwnSyntaxAndSaysWhere(String text, int position) {
        ScopeParseException error = catchThrowableOfType(ScopeParseException.class, () -> Scope.parse(text));
        assertThat(error).as(text).isNotNull();
        assertThat(error.isMalformed()).isTrue();
        assertThat(error.position()).isEqualTo(position);
        assertThat(error.scope()).isEqualTo(text);
        assertThat(error).hasMessageContaining(text).hasMessageContaining(error.reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "email", "roles", "Patient/Observation.rs", "SYSTEM/Bundle.rs", "system", "patient",
        "systems/Bundle.rs", "Openid", "OPENID", "fhiruser", "offline-access", "__", "_x", "organization:acme",
        "://x", "1ttp://x", "http:", "http://", "urn:", "launcher", "launch_patient", "/Bundle.rs", "*/*.rs"})
    void leavesWhatIsNoneOfSmartsScopesToOthers(String text) {
        ScopeParseException error = catchThrowableOfType(ScopeParseException.class, () -> Scope.parse(text));
        assertThat(error).as(text).isNotNull();
        assertThat(error.isMalformed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {" system/Bundle.rs", "system/Bundle.rs ", "system/ Bundle.rs", "system/Bundle.rs\t",
        "system/Bundle.rs\n", "system/Bundle.r\u0000", "system/Bundle.rs?name=王", "system/Bundle.rs?a=\"b\"",
        "system/Bundle.rs?a=b\\", "system/Bundle.rs\u00A0", "openid\u007F", "__a b", "https://x/\u202E"})
    void refusesCharactersThatNoScopeMayHold(String text) {
        ScopeParseException error = catchThrowableOfType(ScopeParseException.class, () -> Scope.parse(text));
        assertThat(error).isNotNull();
        assertThat(error.position()).isEqualTo(ScopeToken.firstForbidden(text));
        assertThat(error.getMessage().chars()).as("nothing but printable ASCII is echoed").allMatch(c -> c >= 32 && c < 127);
    }

    @Test
    void aLongHostileTextIsNotEchoedWhole() {
        String text = "system/" + "A".repeat(100_000) + ".rs";
        ScopeParseException error = catchThrowableOfType(ScopeParseException.class, () -> Scope.parse(text));
        assertThat(error.getMessage().length()).isLessThan(500);
    }

    @Test
    void decodesAValueExactlyOnce() {
        ResourceScope scope = (ResourceScope) Scope.parse("system/Basic.r?code=a%2526b%26c");
        assertThat(scope.constraints()).singleElement().extracting(Constraint::value).isEqualTo("a%26b&c");
    }

    @Test
    void anEncodedAmpersandDoesNotEndAConstraint() {
        ResourceScope scope = (ResourceScope) Scope.parse("system/Basic.r?code=a%26b=c&_id=1");
        assertThat(scope.constraints()).extracting(Constraint::parameter).containsExactly("code", "_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"category", "_id", "_security", "_tag", "_profile", "_lastUpdated", "func-type"})
    void aPlainParameterIsEvaluable(String parameter) {
        assertThat(new Constraint(parameter, "x").isEvaluable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"code:in", "code:not", "patient.name", "patient:Patient.name", "_has:Observation:patient:code",
        "_filter", "_query", "_list", "_text", "_content", "_sort", "_count", "_include", "_summary", "_total", "_elements",
        "_contained", "_format"})
    void modifiersChainsAndResultParametersAreNotEvaluable(String parameter) {
        assertThat(new Constraint(parameter, "x").isEvaluable()).isFalse();
    }

    @Test
    void knowsTheResourceTypesOfEachVersion() {
        assertThat(List.of("Media", "MedicinalProduct", "NutritionProduct", "Citation", "DeviceUsage", "Transport"))
                .allMatch(ResourceTypes::isKnown);
        assertThat(List.of("Resource", "DomainResource", "Custom", "Element", "patient", ""))
                .noneMatch(ResourceTypes::isKnown);
        assertThat(ResourceTypes.ofLowerCase("medicationrequest")).contains("MedicationRequest");
        assertThat(ResourceTypes.ofLowerCase("MedicationRequest")).isEmpty();
    }
}
