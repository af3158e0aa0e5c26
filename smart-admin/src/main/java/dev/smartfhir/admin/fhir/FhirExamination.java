package dev.smartfhir.admin.fhir;

import dev.smartfhir.admin.fhir.capability.Enforcement;
import dev.smartfhir.admin.fhir.capability.FhirVersion;
import dev.smartfhir.admin.fhir.capability.OwnAddress;
import dev.smartfhir.admin.fhir.capability.ReportOnly;
import dev.smartfhir.admin.fhir.capability.SecurityStatement;
import dev.smartfhir.admin.fhir.discovery.SameIssuer;
import dev.smartfhir.admin.fhir.discovery.SecureEndpoints;
import dev.smartfhir.admin.fhir.discovery.Served;
import dev.smartfhir.admin.fhir.discovery.SigningKeys;
import dev.smartfhir.admin.fhir.door.Health;
import dev.smartfhir.admin.fhir.door.SideDoors;
import dev.smartfhir.admin.fhir.examination.Check;
import dev.smartfhir.admin.fhir.examination.FhirServer;
import dev.smartfhir.admin.fhir.examination.Findings;
import dev.smartfhir.admin.fhir.scope.ScopeParameters;
import dev.smartfhir.admin.fhir.token.AnonymousRequest;
import dev.smartfhir.admin.fhir.token.ClientCredentials;
import dev.smartfhir.admin.fhir.token.ForgedTokens;
import dev.smartfhir.admin.fhir.token.OwnToken;
import dev.smartfhir.admin.fhir.transport.Certificates;
import dev.smartfhir.admin.fhir.transport.Clocks;
import dev.smartfhir.admin.fhir.transport.CrossOrigin;
import dev.smartfhir.admin.fhir.transport.Encrypted;
import dev.smartfhir.admin.fhir.transport.NotCached;
import dev.smartfhir.admin.fhir.transport.PeerCertificate;
import dev.smartfhir.admin.http.ServerUnreachable;
import dev.smartfhir.admin.report.Report;
import dev.smartfhir.scopes.Scope;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which checks a FHIR server goes through, and in which order; those that have no sense after a finding are left out.
 */
final class FhirExamination {

    private final FhirServer server;
    private final List<Scope> scopes;
    private final Optional<ClientCredentials> credentials;
    private final PeerCertificate certificates;
    private final Clock clock;
    private final Findings findings = new Findings();

    FhirExamination(FhirServer server, List<Scope> scopes, Optional<ClientCredentials> credentials,
            PeerCertificate certificates, Clock clock) {
        this.server = server;
        this.scopes = scopes;
        this.credentials = credentials;
        this.certificates = certificates;
        this.clock = clock;
    }

    /** Asks the server everything. */
    Report report() {
        if (!run(this::readDocuments)) {
            return findings.report();
        }
        run(new Encrypted());
        run(new SideDoors());
        run(new Health());
        run(new CrossOrigin());
        run(new Enforcement());
        if (findings.has("enforcement-live")) {
            examineFhir();
        }
        return findings.report();
    }

    private void examineFhir() {
        run(new FhirVersion());
        run(new OwnAddress());
        run(new NotCached());
        run(new ReportOnly());
        if (findings.has("enforces")) {
            run(new SecurityStatement());
            run(new Served());
            if (findings.has("discovery")) {
                examineIssuer();
            }
            run(new AnonymousRequest());
            run(new ForgedTokens(clock));
            String asked = scopes.stream().map(Scope::text).collect(Collectors.joining(" "));
            credentials.ifPresent(client -> run(new OwnToken(client, asked, clock)));
        }
        run(new ScopeParameters(scopes));
    }

    private void examineIssuer() {
        run(new SecureEndpoints());
        run(new SameIssuer());
        run(new SigningKeys());
        run(new Certificates(certificates, clock));
        run(new Clocks(clock));
    }

    private void readDocuments(FhirServer asked, Findings into) throws ServerUnreachable {
        asked.smartConfiguration();
        asked.metadata();
    }

    private boolean run(Check check) {
        try {
            check.examine(server, findings);
            return true;
        } catch (ServerUnreachable e) {
            findings.error(server.base(), "no-answer", e.getMessage(),
                    "See that the server is up, and that this machine reaches it as its clients do.");
            return false;
        }
    }
}
