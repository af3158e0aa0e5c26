package dev.smartfhir.endtoend.servers;

import dev.smartfhir.endtoend.admin.AdminApi;
import dev.smartfhir.endtoend.admin.TestClients;
import dev.smartfhir.endtoend.database.Database;
import dev.smartfhir.endtoend.database.PostgreSql;
import dev.smartfhir.endtoend.issuer.StubIssuer;
import dev.smartfhir.sandbox.SandboxSettings;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.keys.KeyStore;
import java.net.URI;
import java.nio.file.Path;

/** A real Keycloak and a real HAPI server with the packaged JARs, and what a test needs to talk to them. */
public final class Servers implements AutoCloseable {

    private final RunSettings settings;
    private final StubIssuer secondIssuer;
    private final Database database;
    private final ServerPair pair;
    private final AdminApi admin;

    private Servers(RunSettings settings, StubIssuer secondIssuer, Database database, ServerPair pair) {
        this.settings = settings;
        this.secondIssuer = secondIssuer;
        this.database = database;
        this.pair = pair;
        this.admin = new AdminApi(settings.sandbox().keycloak(), SandboxSettings.REALM);
    }

    static Servers startOrAttach() {
        return start(RunSettings.fromSystemProperties());
    }

    static Servers start(RunSettings settings) {
        KeyStore keys = new KeyStore(settings.sandbox().state().resolve("keys"));
        StubIssuer issuer = StubIssuer.start(settings.issuerPort(), keys);
        Path directory = settings.sandbox().state().resolve("postgresql");
        Database database = settings.containers() ? new PostgreSql(directory) : Database.ofThisRun(directory);
        ServerPair pair = settings.attach()
                ? ServerPair.running(settings)
                : ServerPair.start(settings, SecondIssuer.settings(issuer.issuer()), keys, database);
        return new Servers(settings, issuer, database, pair);
    }

    /** One more pair, on the images of {@code docker}; there has to be an engine. */
    public static Servers inContainers(SandboxSettings where) {
        return start(RunSettings.inContainers(where));
    }

    /** A Keycloak that the test has started itself, without a FHIR server. */
    public static Servers onlyKeycloak(SandboxSettings where) {
        return start(new RunSettings(where, FreePort.find(), FreePort.find(), true, false));
    }

    /** The realm, which is the primary issuer. */
    public URI issuer() {
        return settings.sandbox().issuer();
    }

    public URI tokenEndpoint() {
        return URI.create(issuer() + "/protocol/openid-connect/token");
    }

    /** Keycloak's metrics, for a Prometheus server to read. */
    public URI keycloakMetrics() {
        return URI.create("http://localhost:" + settings.managementPort() + "/metrics");
    }

    public URI fhirBase() {
        return settings.sandbox().fhirBase();
    }

    /** Requests to the FHIR server. */
    public FhirClient fhir() {
        return new FhirClient(fhirBase());
    }

    /** The realm's administration interface. */
    public AdminApi admin() {
        return admin;
    }

    /** Makes clients with ceilings and keys. */
    public TestClients clients() {
        return new TestClients(admin, tokenEndpoint());
    }

    /** The second issuer that the FHIR server trusts, bounded by {@link SecondIssuer#MAX_SCOPES}. */
    public StubIssuer secondIssuer() {
        return secondIssuer;
    }

    /** The ports and the state directory of the pair, for tests that run the demo or a launcher against it. */
    public SandboxSettings sandbox() {
        return settings.sandbox();
    }

    /** Ends the shared Keycloak; the test must start it again. Not possible on attached servers. */
    public void stopKeycloak() {
        pair.stopKeycloak();
    }

    /** Starts the shared Keycloak again, with the state that it had. */
    public void startKeycloak() {
        pair.startKeycloak();
    }

    /** One more FHIR server with settings of its own, for instance half-configured ones. */
    public ExtraFhirServer.Builder extraFhirServer() {
        return ExtraFhirServer.builder(settings.sandbox(), database);
    }

    /** Where the servers of this run keep their data. */
    public Database database() {
        return database;
    }

    @Override
    public void close() {
        pair.close();
        database.close();
        secondIssuer.close();
    }
}
