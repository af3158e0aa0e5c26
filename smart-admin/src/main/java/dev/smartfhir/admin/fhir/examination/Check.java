package dev.smartfhir.admin.fhir.examination;

import dev.smartfhir.admin.http.ServerUnreachable;

/**
 * One question to the FHIR server or the servers that it names.
 */
@FunctionalInterface
public interface Check {

    /**
     * Answers the question with one finding or more, the good ones too.
     *
     * @param server   the server under examination
     * @param findings takes what was found
     * @throws ServerUnreachable where a server did not answer at all, which is a finding by itself
     */
    void examine(FhirServer server, Findings findings) throws ServerUnreachable;
}
