package dev.smartfhir.testapp;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A running {@link TestApp} on a port of its own.
 */
public final class TestServer implements AutoCloseable {

    public static final String FHIR_BASE = "https://Fhir.example.org/fhir";

    private static final String INTERCEPTOR = "dev.smartfhir.hapi.SmartInterceptor";

    private final ConfigurableApplicationContext context;

    private TestServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** With both of the starter's properties, and the issuer as the only one. */
    public static TestServer enforcing(IssuerStub issuer, String... more) {
        List<String> properties = new ArrayList<>(List.of(
                "smart.fhir-base=" + FHIR_BASE,
                "smart.issuers[0].issuer=" + issuer.issuer(),
                "hapi.fhir.custom-bean-packages=dev.smartfhir.hapi",
                "hapi.fhir.custom-interceptor-classes=" + INTERCEPTOR));
        properties.addAll(List.of(more));
        return with(properties.toArray(String[]::new));
    }

    /** The same as seen by Spring without the classes of a package, as if their JAR were not on the class path. */
    public static TestServer without(String missing, IssuerStub issuer, String... more) {
        Thread thread = Thread.currentThread();
        ClassLoader all = thread.getContextClassLoader();
        thread.setContextClassLoader(new MissingClasses(missing, all));
        try {
            return enforcing(issuer, more);
        } finally {
            thread.setContextClassLoader(all);
        }
    }

    /** With these properties and no others. */
    public static TestServer with(String... properties) {
        return new TestServer(new SpringApplicationBuilder(TestApp.class, SideDoors.class)
                .properties("server.port=0", "spring.main.banner-mode=off", "logging.level.root=WARN")
                .properties(properties)
                .run());
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public TokenRecorder recorder() {
        return context.getBean(TokenRecorder.class);
    }

    public int port() {
        return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    @Override
    public void close() {
        context.close();
    }
}
