package dev.smartfhir.hapi.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.smartfhir.testapp.Properties;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.ConfigurableEnvironment;

class SmartPropertiesTest {

    private static final String BASE = "smart.fhir-base=https://fhir.example.org/fhir";
    private static final String ISSUER = "smart.issuers[0].issuer=https://as.example.org/realms/smart";

    @Test
    void needsNoMoreThanBaseAndIssuer() {
        SmartProperties properties = SmartProperties.from(Properties.yaml(BASE, ISSUER));

        assertThat(properties.fhirBase()).isEqualTo(URI.create("https://fhir.example.org/fhir"));
        assertThat(properties.clockSkew()).isEqualTo(Duration.ofSeconds(5));
        assertThat(properties.tokenCacheSize()).isEqualTo(10_000);
        assertThat(properties.openPaths()).isEmpty();
        assertThat(properties.allowedChains()).isEmpty();
        assertThat(properties.pagingSecret()).isEmpty();
        IssuerProperties issuer = properties.primaryIssuer();
        assertThat(issuer.jwksUri()).isEmpty();
        assertThat(issuer.maxScopes()).isEmpty();
        assertThat(issuer.acceptUntypedTokens()).isFalse();
        assertThat(issuer.discoveryUri())
                .hasToString("https://as.example.org/realms/smart/.well-known/smart-configuration");
        assertThat(issuer.algorithms()).contains("RS256", "ES384").noneMatch(name -> name.startsWith("HS"));
    }

    @Test
    void readsEveryPropertyFromTheEnvironment() {
        SmartProperties properties = SmartProperties.from(Properties.variables(
                "SMART_FHIR_BASE=https://fhir.example.org/fhir",
                "SMART_ISSUERS_0_ISSUER=https://as.example.org",
                "SMART_ISSUERS_0_JWKS_URI=https://as.example.org/jwks",
                "SMART_ISSUERS_0_DISCOVERY_URI=https://as.example.org/smart",
                "SMART_ISSUERS_0_ALGORITHMS=RS384,ES384",
                "SMART_ISSUERS_1_ISSUER=http://as.internal",
                "SMART_ISSUERS_1_MAX_SCOPES=system/Bundle.crs system/ClaimResponse.rs",
                "SMART_ISSUERS_1_ACCEPT_UNTYPED_TOKENS=true",
                "SMART_CLOCK_SKEW=10s",
                "SMART_TOKEN_CACHE_SIZE=50",
                "SMART_OPEN_PATHS=/control/*,/tester",
                "SMART_SEARCH_ALLOWED_CHAINS=twpas,Claim:patient.name",
                "SMART_PRIVILEGED_WRITES=Subscription",
                "SMART_PAGING_SECRET=0123456789abcdef0123456789abcdef",
                "SMART_ALLOW_PLAIN_HTTP=true"));

        assertThat(properties.issuers()).hasSize(2);
        assertThat(properties.primaryIssuer().jwksUri()).hasValue(URI.create("https://as.example.org/jwks"));
        assertThat(properties.primaryIssuer().discoveryUri()).hasToString("https://as.example.org/smart");
        assertThat(properties.primaryIssuer().algorithms()).containsExactlyInAnyOrder("RS384", "ES384");
        assertThat(properties.issuers().get(1).maxScopes().orElseThrow().resourceScopes()).hasSize(2);
        assertThat(properties.issuers().get(1).acceptUntypedTokens()).isTrue();
        assertThat(properties.clockSkew()).isEqualTo(Duration.ofSeconds(10));
        assertThat(properties.tokenCacheSize()).isEqualTo(50);
        assertThat(properties.openPaths()).containsExactly("/control/*", "/tester");
        assertThat(properties.allowedChains()).hasSize(7)
                .contains("Claim:patient.name", "ClaimResponse:request:Claim.patient:Patient.identifier");
        assertThat(properties.privilegedWrites()).containsExactly("Subscription");
        assertThat(properties.pagingSecret()).isPresent();
        assertThat(properties.toString()).doesNotContain("0123456789abcdef");
    }

    @Test
    void readsVariablesWithoutUnderscoresToo() {
        SmartProperties properties = SmartProperties.from(Properties.variables(
                "SMART_FHIRBASE=https://fhir.example.org/fhir", "SMART_ISSUERS_0_ISSUER=https://as.example.org",
                "SMART_ISSUERS_0_MAXSCOPES=system/Bundle.c", "SMART_OPENPATHS_0=/tester"));

        assertThat(properties.primaryIssuer().maxScopes()).isPresent();
        assertThat(properties.openPaths()).containsExactly("/tester");
        assertThat(properties.practitionersAccessAll()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"SMART_USERACCESS_PRACTITIONER=all, true", "SMART_USER_ACCESS_PRACTITIONER=all, true",
        "SMART_USERACCESS_PRACTITIONER=none, false"})
    void readsWhatPractitionersMayAccess(String variable, boolean all) {
        assertThat(SmartProperties.from(Properties.variables("SMART_FHIRBASE=https://fhir.example.org/fhir",
                "SMART_ISSUERS_0_ISSUER=https://as.example.org", variable)).practitionersAccessAll()).isEqualTo(all);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "smart.fhir-base=                                    | smart.fhir-base",
        "smart.fhir-base=/fhir                               | smart.fhir-base",
        "smart.fhir-base=ftp://fhir.example.org              | smart.fhir-base",
        "smart.fhir-base=https://fhir.example.org/fhir?x=1   | smart.fhir-base",
        "smart.fhir-base=https://a@fhir.example.org/fhir     | smart.fhir-base",
        "smart.issuers[0].issuer=http://as.example.org       | smart.issuers[0].issuer",
        "smart.issuers[0].issuer=not a url                   | smart.issuers[0].issuer",
        "smart.issuers[0].jwks-uri=http://as.example.org/k   | smart.issuers[0].jwks-uri",
        "smart.issuers[0].discovery-uri=http://a.example/k   | smart.issuers[0].discovery-uri",
        "smart.issuers[0].max-scopes=                        | smart.issuers[0].max-scopes",
        "smart.issuers[0].max-scopes=system/Bundle.sr        | smart.issuers[0].max-scopes",
        "smart.issuers[0].max-scopes=everything              | smart.issuers[0].max-scopes",
        "smart.issuers[0].algorithms=                        | smart.issuers[0].algorithms",
        "smart.issuers[0].algorithms=none                    | smart.issuers[0].algorithms",
        "smart.issuers[0].algorithms=RS256,HS256             | smart.issuers[0].algorithms",
        "smart.issuers[0].accept-untyped-tokens=perhaps      | smart.issuers[0].accept-untyped-tokens",
        "smart.user-access.practitioner=                     | smart.user-access.practitioner",
        "smart.user-access.practitioner=some                 | smart.user-access.practitioner",
        "smart.user-access.practitioners=all                 | smart.user-access.practitioners",
        "smart.clock-skew=61s                                | smart.clock-skew",
        "smart.clock-skew=-1s                                | smart.clock-skew",
        "smart.clock-skew=soon                               | smart.clock-skew",
        "smart.token-cache.size=0                            | smart.token-cache.size",
        "smart.token-cache.size=many                         | smart.token-cache.size",
        "smart.open-paths=control                            | smart.open-paths[0]",
        "smart.open-paths=/*                                 | smart.open-paths[0]",
        "smart.open-paths=/**                                | smart.open-paths[0]",
        "smart.open-paths=/a/../b                            | smart.open-paths[0]",
        "smart.open-paths=/a;b                               | smart.open-paths[0]",
        "smart.open-paths=/a%2fb                             | smart.open-paths[0]",
        "smart.search.allowed-chains=twpa                    | smart.search.allowed-chains[0]",
        "smart.search.allowed-chains=ClaimResponse:request   | smart.search.allowed-chains[0]",
        "smart.search.allowed-chains=Nothing:request.patient | smart.search.allowed-chains[0]",
        "smart.privileged-writes=Subscriptions               | smart.privileged-writes[0]",
        "smart.paging-secret=short                           | smart.paging-secret",
        "smart.allow-plain-http=maybe                        | smart.allow-plain-http",
        "smart.issuer=https://as.example.org                 | smart.issuer",
        "smart.issuers[0].maxscope=system/Bundle.c           | smart.issuers[0].maxscope",
        "smart.issuers[0].max.scopes=system/Bundle.c         | smart.issuers[0].max.scopes",
        "smart.issuers[0].algorithm=RS256                    | smart.issuers[0].algorithm",
        "smart.fhir.base=https://fhir.example.org            | smart.fhir.base",
        "smart.tokencache=1                                  | smart.tokencache"
    })
    void namesThePropertyThatIsWrong(String line, String property) {
        List<String> lines = new ArrayList<>(List.of(BASE, ISSUER));
        lines.removeIf(good -> good.startsWith(line.substring(0, line.indexOf('=') + 1)));
        lines.add(line);

        assertRefused(Properties.yaml(lines.toArray(String[]::new)), property);
    }

    @ParameterizedTest
    @CsvSource({
        "SMART_ISSUERS_0_MAX_SCOPE=system/Bundle.c", "SMART_ISSUERS_0_MAXSCOPE=system/Bundle.c",
        "SMART_ISSUER_0_MAX_SCOPES=system/Bundle.c", "SMART_OPENPATH=/x", "SMART_GREETING=hello", "smart_greeting=hello"
    })
    void namesAVariableThatDoesNotExist(String line) {
        assertRefused(Properties.variables("SMART_FHIR_BASE=https://fhir.example.org/fhir",
                "SMART_ISSUERS_0_ISSUER=https://as.example.org", line), line.substring(0, line.indexOf('=')));
    }

    @Test
    void needsTheBase() {
        assertRefused(Properties.yaml(ISSUER), "smart.fhir-base");
    }

    @Test
    void needsAnIssuer() {
        assertRefused(Properties.yaml(BASE), "smart.issuers[0].issuer");
    }

    @Test
    void needsTheIssuerOfEveryEntry() {
        assertRefused(Properties.yaml(BASE, ISSUER, "smart.issuers[1].max-scopes=system/Bundle.c"),
                "smart.issuers[1].issuer");
    }

    @Test
    void refusesTheSameIssuerTwice() {
        assertRefused(Properties.yaml(BASE, ISSUER, ISSUER.replace("[0]", "[1]")), "smart.issuers[1].issuer");
    }

    @Test
    void refusesIssuersOfWhichSpringWouldLeaveOutABound() {
        ConfigurableEnvironment both = Properties.withVariables(
                Properties.yaml(BASE, ISSUER, "smart.issuers[0].max-scopes=system/Bundle.c"),
                "SMART_ISSUERS_0_ISSUER=https://as.example.org/realms/smart");

        assertRefused(both, "smart.issuers");
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:8180/realms/smart", "http://127.0.0.1:8180/r", "http://[::1]:8180/r"})
    void takesPlainHttpOnTheLoopback(String issuer) {
        assertThat(SmartProperties.from(Properties.yaml(BASE, "smart.issuers[0].issuer=" + issuer)).primaryIssuer()
                .issuer()).isEqualTo(issuer);
    }

    @ParameterizedTest
    @CsvSource({"http://localhost.evil.org/r", "http://127.0.0.1.evil.org/r", "http://127.evil.org/r"})
    void takesNothingForTheLoopbackThatOnlyLooksLikeIt(String issuer) {
        assertRefused(Properties.yaml(BASE, "smart.issuers[0].issuer=" + issuer), "smart.issuers[0].issuer");
    }

    @Test
    void showsTheOperatorThePropertyAndTheVariable() {
        FailureAnalysis analysis = new InvalidSmartPropertyAnalyzer().analyze(new IllegalStateException(
                new InvalidSmartProperty("smart.issuers[0].max-scopes", "is empty")));

        assertThat(analysis.getDescription()).contains("smart.issuers[0].max-scopes: is empty");
        assertThat(analysis.getAction()).contains("SMART_ISSUERS_0_MAX_SCOPES");
    }

    private static void assertRefused(ConfigurableEnvironment environment, String property) {
        assertThatExceptionOfType(InvalidSmartProperty.class)
                .isThrownBy(() -> SmartProperties.from(environment))
                .satisfies(e -> assertThat(e.property()).isEqualTo(property))
                .satisfies(e -> assertThat(e.reason()).isNotBlank());
    }
}
