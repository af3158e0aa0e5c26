package dev.smartfhir.admin.fhir.door;

import dev.smartfhir.admin.fhir.examination.Check;
import dev.smartfhir.admin.fhir.examination.FhirServer;
import dev.smartfhir.admin.fhir.examination.Findings;
import dev.smartfhir.admin.http.AdminAnswer;
import dev.smartfhir.admin.http.ServerUnreachable;
import dev.smartfhir.admin.report.Severity;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Does something answer beside FHIR, where no access token is asked for?
 *
 * <p>Each door is asked for an answer in a media type that there is not, so that none does any work for it.
 */
public final class SideDoors implements Check {

    private static final Set<Integer> CLOSED = Set.of(400, 401, 403, 404, 410, 421);

    @Override
    public void examine(FhirServer server, Findings findings) {
        long before = findings.problems();
        for (Door door : Door.ALL) {
            URI address = URI.create(door.atBase() ? server.base() + door.path() : root(server) + door.path());
            Optional<String> said = ask(server, address);
            if (said.isPresent()) {
                report(door, address, said.get(), findings);
            }
        }
        if (findings.problems() == before) {
            findings.fine(root(server) + "/", "side-doors",
                    "None of " + Door.ALL.size() + " known doors beside FHIR is open.");
        }
    }

    /** What an open door answered; empty where it is closed. */
    private static Optional<String> ask(FhirServer server, URI address) {
        try {
            AdminAnswer answer = server.http().get(address, Map.of("Accept", "application/x-nothing"));
            return CLOSED.contains(answer.status()) ? Optional.empty() : Optional.of("HTTP " + answer.status());
        } catch (ServerUnreachable e) {
            return Optional.of("without an end");
        }
    }

    private static void report(Door door, URI address, String said, Findings findings) {
        String text = "There is an answer beside FHIR (" + said + "): " + door.what() + ".";
        String mend = "Take it out of smart.open-paths, or close it in the proxy; without the JAR, put the JAR in.";
        if (door.open() == Severity.ERROR) {
            findings.error(address, "open-door", text, mend);
        } else {
            findings.warning(address, "open-page", text, mend);
        }
    }

    /** What the FHIR base stands in: the server's root, or the path that a proxy gives it. */
    static String root(FhirServer server) {
        String base = server.base().toString();
        return base.substring(0, base.lastIndexOf('/'));
    }
}
