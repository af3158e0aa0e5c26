package dev.smartfhir.hapi.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.server.RestfulServer;
import dev.smartfhir.hapi.SmartInterceptor;
import dev.smartfhir.hapi.config.InvalidSmartProperty;
import dev.smartfhir.hapi.config.SmartProperties;
import dev.smartfhir.hapi.gate.GateFilter;
import dev.smartfhir.testapp.IssuerStub;
import dev.smartfhir.testapp.Minting;
import dev.smartfhir.testapp.RawHttp;
import dev.smartfhir.testapp.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.servlet.FilterRegistrationBean;

class DropInTest {

    private static final String PACKAGES = "hapi.fhir.custom-bean-packages=dev.smartfhir.hapi";
    private static final String CLASSES = "hapi.fhir.custom-interceptor-classes=dev.smartfhir.hapi.SmartInterceptor";
    private static IssuerStub issuer;

    @BeforeAll
    static void start() {
        issuer = new IssuerStub(Minting.rsa("k"));
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    @Test
    void isLiveWithBothOfTheStartersProperties() {
        try (TestServer server = serve(PACKAGES, CLASSES)) {
            assertEnforced(server);
            assertOneSetOfBeans(server);
        }
    }

    @Test
    void isLiveWithTheInterceptorClassAlone() {
        try (TestServer server = serve(CLASSES)) {
            assertEnforced(server);
            assertOneSetOfBeans(server);
        }
    }

    @Test
    void isLiveWhenTheInterceptorIsRegisteredTwice() {
        try (TestServer server = serve(PACKAGES, CLASSES + ",dev.smartfhir.hapi.SmartInterceptor")) {
            assertEnforced(server);
        }
    }

    @Test
    void isClosedWithTheBeanPackagesAlone() {
        try (TestServer server = serve(PACKAGES)) {
            assertClosed(server);
            assertOneSetOfBeans(server);
        }
    }

    @Test
    void isClosedWithNoneOfTheStartersProperties() {
        try (TestServer server = serve()) {
            assertClosed(server);
        }
    }

    @Test
    void doesNotStartWithoutItsOwnProperties() {
        assertThatThrownBy(() -> TestServer.with(PACKAGES, CLASSES)).hasRootCauseInstanceOf(InvalidSmartProperty.class)
                .rootCause().hasMessageContaining("smart.fhir-base");
        assertThatThrownBy(TestServer::with).hasRootCauseInstanceOf(InvalidSmartProperty.class);
    }

    @Test
    void doesNotStartWithAnotherFhirVersionThanR4() {
        assertThatThrownBy(() -> serve(PACKAGES, CLASSES, "test.fhir-version=R5"))
                .isInstanceOf(UnsupportedFhirVersion.class).hasMessageContaining("R4 only").hasMessageContaining("R5");
    }

    @Test
    void offersNoInterceptorThatCouldBeMadeWithoutItsParts() {
        assertThat(SmartInterceptor.class.getConstructors()).noneMatch(made -> made.getParameterCount() == 0);
    }

    private static TestServer serve(String... more) {
        List<String> properties = new ArrayList<>(List.of(
                "smart.fhir-base=" + TestServer.FHIR_BASE, "smart.issuers[0].issuer=" + issuer.issuer()));
        properties.addAll(List.of(more));
        return TestServer.with(properties.toArray(String[]::new));
    }

    private static void assertEnforced(TestServer server) {
        assertThat(RawHttp.get(server.port(), "/fhir/Patient").status()).isEqualTo(401);
        assertThat(RawHttp.get(server.port(), "/fhir/metadata").status()).isEqualTo(200);
        assertThat(RawHttp.get(server.port(), "/control/jobs").status()).isEqualTo(404);
    }

    private static void assertClosed(TestServer server) {
        for (String path : List.of(
                "/fhir/Patient", "/fhir/metadata", "/fhir/.well-known/smart-configuration", "/fhir")) {
            RawHttp.Answer answer = RawHttp.get(server.port(), path);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isPresent();
        }
        assertThat(RawHttp.get(server.port(), "/control/jobs").status()).isEqualTo(404);
    }

    private static void assertOneSetOfBeans(TestServer server) {
        assertThat(server.context().getBeansOfType(SmartInterceptor.class)).hasSize(1);
        assertThat(server.context().getBeansOfType(SmartProperties.class)).hasSize(1);
        assertThat(server.context().getBeansOfType(FilterRegistrationBean.class).values())
                .filteredOn(registration -> registration.getFilter() instanceof GateFilter).hasSize(1);
        assertThat(server.context().getBean(RestfulServer.class).getInterceptorService().getAllRegisteredInterceptors())
                .filteredOn(SmartInterceptor.class::isInstance).hasSizeLessThanOrEqualTo(1);
    }
}
