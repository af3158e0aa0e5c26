package dev.smartfhir.testapp;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import dev.smartfhir.hapi.authentication.VerifiedToken;
import java.util.Optional;

/**
 * Sees with which token a request has passed authentication, before anything is enforced.
 */
@Interceptor
public class TokenRecorder {

    private volatile Optional<VerifiedToken> last = Optional.empty();
    private volatile boolean passed;

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void record(RequestDetails request) {
        last = VerifiedToken.of(request);
        passed = true;
    }

    public void forget() {
        last = Optional.empty();
        passed = false;
    }

    public Optional<VerifiedToken> token() {
        return last;
    }

    public boolean passed() {
        return passed;
    }
}
