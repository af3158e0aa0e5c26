package dev.smartfhir.admin.fhir;

import dev.smartfhir.admin.fhir.examination.Address;
import dev.smartfhir.admin.fhir.examination.FhirServer;
import dev.smartfhir.admin.fhir.token.ClientCredentials;
import dev.smartfhir.admin.fhir.token.PrivateKeyFile;
import dev.smartfhir.admin.fhir.transport.PeerCertificate;
import dev.smartfhir.admin.http.AdminHttp;
import dev.smartfhir.admin.report.JsonReport;
import dev.smartfhir.admin.report.Report;
import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeParseException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code fhir doctor}: examines a FHIR server from outside, as its clients see it, and changes nothing.
 */
@Command(name = "doctor", mixinStandardHelpOptions = true,
        description = "Examines a FHIR server from outside, as its clients see it, and changes nothing."
                + " Ends with 0 where all is well, 1 where it found an error, 2 where it was called wrongly.")
public final class FhirDoctorCommand implements Callable<Integer> {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    @Option(names = "--fhir-base", required = true, paramLabel = "URL", description = "The FHIR base URL.")
    private String base;

    @Option(names = "--scope", paramLabel = "SCOPE",
            description = "A scope that is in use; may be repeated. Default: those of scopes_supported.")
    private List<String> scopes = List.of();

    @Option(names = "--client-id", paramLabel = "ID",
            description = "A backend service to get a real token as, with --client-key or a secret.")
    private String clientId;

    @Option(names = "--client-key", paramLabel = "FILE", description = "Its private key, as JWK.")
    private Path clientKey;

    @Option(names = "--client-secret", interactive = true, arity = "0..1", paramLabel = "SECRET",
            defaultValue = "${env:SMART_CLIENT_SECRET}",
            description = "Asks for its secret; else it is read from SMART_CLIENT_SECRET.")
    private String clientSecret;

    @Option(names = "--trusted-certificates", paramLabel = "FILE",
            description = "A PEM file of certificate authorities to trust besides the JVM's.")
    private Path trustedCertificates;

    @Option(names = "--json", description = "Prints the report as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            FhirServer server = new FhirServer(fhirBase(), new AdminHttp(DEADLINE, trustedCertificates));
            Report report = new FhirExamination(server, scopes.stream().map(Scope::parse).toList(), credentials(),
                    new PeerCertificate(trustedCertificates), Clock.systemUTC()).report();
            spec.commandLine().getOut().print(json ? JsonReport.of(report) : report.text());
            spec.commandLine().getOut().flush();
            return report.exitCode();
        } catch (IOException | ScopeParseException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private URI fhirBase() {
        return Address.parse(Address.withoutSlash(base))
                .filter(uri -> uri.getRawQuery() == null && uri.getRawFragment() == null)
                .filter(uri -> uri.getRawUserInfo() == null && !uri.getPath().isEmpty())
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "--fhir-base has to be an absolute http"
                        + " or https URL with a path and nothing more, such as https://fhir.example.org/fhir"));
    }

    private Optional<ClientCredentials> credentials() throws IOException {
        if (clientId == null) {
            if (clientKey != null) {
                throw new ParameterException(spec.commandLine(), "--client-key needs --client-id");
            }
            return Optional.empty();
        }
        if (clientKey != null) {
            return Optional.of(new ClientCredentials(clientId, PrivateKeyFile.read(clientKey), null));
        }
        if (clientSecret == null || clientSecret.isEmpty()) {
            throw new ParameterException(spec.commandLine(),
                    "--client-id needs --client-key, --client-secret or the variable SMART_CLIENT_SECRET");
        }
        return Optional.of(new ClientCredentials(clientId, null, clientSecret));
    }
}
