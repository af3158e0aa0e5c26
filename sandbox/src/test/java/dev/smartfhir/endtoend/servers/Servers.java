package dev.smartfhir.endtoend.servers;

import dev.smartfhir.endtoend.admin.AdminApi;
import dev.smartfhir.endtoend.admin.TestClients;
import dev.smartfhir.endtoend.database.Database;
import dev.smartfhir.endtoend.issuer.StubIssuer;
import dev.smartfhir.sandbox.SandboxSettings;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.keys.KeyStore;
import java.net.URI;
import java.util.function.Supplier;

/**
 * A real Keycloak and a real HAPI server with the packaged JARs, started when the first test needs them, and what a
 * test needs to talk to them.
 */
public final class Servers implements AutoCloseable {

    private final RunSettings settings;
    private final StubIssuer secondIssuer;
    private final Database database;
    private final Supplier<ServerPair> starting;
    private final AdminApi admin;
    private final TestClients clients;
    private final String realm;
    private ServerPair pair;
    private RuntimeException failure;

    private Servers(RunSettings settings, StubIssuer secondIssuer, Database database,
            Supplier<ServerPair> starting, String realm) {
        this.settings = settings;
        this.secondIssuer = secondIssuer;
        this.database = database;
        this.starting = starting;
        this.realm = realm;
        this.admin = new AdminApi(settings.sandbox().keycloak(), realm);
        this.clients = new TestClients(admin, tokenEndpoint());
    }

    static Servers startOrAttach() {
        return start(RunSettings.fromSystemProperties());
    }

    static Servers start(RunSettings settings) {
        KeyStore keys = new KeyStore(settings.sandbox().state().resolve("keys"));
        StubIssuer issuer = StubIssuer.start(settings.issuerPort(), keys);
        Database database = Database.ofThisRun(settings.sandbox().state().resolve("postgresql"));
        Supplier<ServerPair> starting = settings.attach()
                ? () -> ServerPair.running(settings)
                : () -> ServerPair.start(
                        settings, SecondIssuer.settings(issuer.issuer()), keys, database);
        return new Servers(settings, issuer, database, starting, SandboxSettings.REALM);
    }

    /** The pair, started now if it has not been; one that did not start is not tried again. */
    synchronized ServerPair pair() {
        if (failure != null) {
            throw failure;
        }
        if (pair == null) {
            try {
                pair = starting.get();
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }
        return pair;
    }

    /** The same servers, for a test in another realm of the same Keycloak. */
    public Servers inRealm(String other) {
        return new Servers(settings, secondIssuer, database, this::pair, other);
    }

    /** A Keycloak that the test has started itself, without a FHIR server. */
    public static Servers onlyKeycloak(SandboxSettings where) {
        return start(new RunSettings(where, FreePort.find(), FreePort.find(), true));
    }

    /** The realm, which is the primary issuer. */
    public URI issuer() {
        return URI.create(settings.sandbox().keycloak() + "/realms/" + realm);
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
        pair();
        return new FhirClient(fhirBase());
    }

    /** The realm's administration interface. */
    public AdminApi admin() {
        pair();
        return admin;
    }

    /** Makes clients with ceilings and keys. */
    public TestClients clients() {
        pair();
        return clients;
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
        pair().stopKeycloak();
    }

    /** Starts the shared Keycloak again, with the state that it had. */
    public void startKeycloak() {
        pair().startKeycloak();
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
    public synchronized void close() {
        if (pair != null) {
            pair.close();
        }
        database.close();
        secondIssuer.close();
    }
}
