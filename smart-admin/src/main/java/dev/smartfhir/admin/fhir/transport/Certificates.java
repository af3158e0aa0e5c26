package dev.smartfhir.admin.fhir.transport;

import dev.smartfhir.admin.fhir.examination.Address;
import dev.smartfhir.admin.fhir.examination.Check;
import dev.smartfhir.admin.fhir.examination.FhirServer;
import dev.smartfhir.admin.fhir.examination.Findings;
import dev.smartfhir.admin.http.ServerUnreachable;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * For how many days are the TLS certificates of the FHIR server and its issuer good?
 */
public final class Certificates implements Check {

    /** Fewer days left than this are a warning: whoever renews in time has more. */
    static final int FEW_DAYS = 14;

    private final PeerCertificate peer;
    private final Clock clock;

    /** Reads certificates by the given means. */
    public Certificates(PeerCertificate peer, Clock clock) {
        this.peer = peer;
        this.clock = clock;
    }

    @Override
    public void examine(FhirServer server, Findings findings) throws ServerUnreachable {
        Set<URI> origins = new LinkedHashSet<>();
        origins.add(server.base().resolve("/"));
        server.configured("issuer").flatMap(Address::parse).ifPresent(issuer -> origins.add(issuer.resolve("/")));
        for (URI origin : origins) {
            Optional<X509Certificate> certificate =
                    "https".equalsIgnoreCase(origin.getScheme()) ? peer.of(origin) : Optional.empty();
            certificate.ifPresent(found -> judge(origin, found, findings));
        }
    }

    private void judge(URI origin, X509Certificate certificate, Findings findings) {
        long days = Duration.between(clock.instant(), certificate.getNotAfter().toInstant()).toDays();
        if (days < FEW_DAYS) {
            findings.warning(origin, "certificate-expires", "Its certificate is good for " + days + " more days.",
                    "Renew it, and see why that did not happen by itself.");
        } else {
            findings.fine(origin, "certificate", "Its certificate is good for " + days + " more days.");
        }
    }
}
