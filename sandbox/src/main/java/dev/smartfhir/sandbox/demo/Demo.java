package dev.smartfhir.sandbox.demo;

import dev.smartfhir.sandbox.SandboxFailure;
import dev.smartfhir.sandbox.SandboxSettings;
import dev.smartfhir.sandbox.client.BackendService;
import dev.smartfhir.sandbox.client.Discovery;
import dev.smartfhir.sandbox.client.FhirClient;
import dev.smartfhir.sandbox.data.DemoData;
import dev.smartfhir.sandbox.keys.ClientKey;
import dev.smartfhir.sandbox.keys.DemoClient;
import dev.smartfhir.sandbox.keys.KeyStore;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The program behind {@code ./sandbox/demo}: a hospital submits, looks, and is refused everything else. */
public final class Demo {

    private Demo() {
    }

    /** Exit codes: 0 if every verdict is the expected one, else 1. */
    public static void main(String[] arguments) {
        try {
            SandboxSettings settings =
                    SandboxSettings.from(Path.of(System.getProperty("project.root")), System.getenv());
            System.exit(play(settings, new Transcript(System.out)) ? 0 : 1);
        } catch (SandboxFailure e) {
            System.err.println("demo: " + e.getMessage());
        } catch (UncheckedIOException e) {
            System.err.println("demo: The sandbox does not answer (" + e.getMessage()
                    + "); start it first with ./sandbox/run.");
        }
        System.exit(1);
    }

    private static boolean play(SandboxSettings settings, Transcript transcript) {
        KeyStore keys = new KeyStore(settings.state().resolve("keys"));
        FhirClient fhir = new FhirClient(settings.fhirBase());
        HospitalSystem hospitalA = new HospitalSystem(
                DemoClient.HOSPITAL_A, DemoData.HOSPITAL_A, keys, fhir, transcript);

        transcript.chapter("Hospital A's system knows the FHIR base and its private key; it finds the rest itself.");
        Discovery discovery = hospitalA.discover();
        String token = hospitalA.token(discovery);

        Submission submission = new Submission(fhir, transcript);
        String bundle = submission.submitAndLook(token);
        new TwpasSearches(fhir, transcript).show(token);
        new Refusals(fhir, transcript).show(token, bundle);

        transcript.chapter("Nor does anybody get in without the right key.");
        var wrongKey = transcript.step(
                "POST " + discovery.tokenEndpoint() + "  the same client, signed with another key", 401,
                hospitalA.tokenWithWrongKey(discovery));
        transcript.check("invalid_client".equals(wrongKey.text("error")), "the error is invalid_client");

        transcript.chapter("Hospital B's system is another client with another key: ES384, published at a URL.");
        String otherToken = new HospitalSystem(
                DemoClient.HOSPITAL_B, DemoData.HOSPITAL_B, keys, fhir, transcript).token(discovery);
        transcript.chapter("It has the same ceilings, and finds nothing of hospital A's, by any door.");
        Separation separation = new Separation(fhir, transcript);
        separation.showThatTheSecondHospitalFindsNothing(otherToken, bundle);

        transcript.chapter("The reviewer's ceilings have no constraint: it sees every hospital's.");
        separation.showThatTheReviewerSeesAll(reviewerToken(discovery, keys, transcript), bundle);
        return transcript.finish();
    }

    private static String reviewerToken(Discovery discovery, KeyStore keys, Transcript transcript) {
        String scope = "system/Bundle.rs system/ClaimResponse.rs";
        ClientKey key = keys.get(DemoClient.REVIEWER.clientId());
        return transcript.step("POST " + discovery.tokenEndpoint() + "  client_credentials, " + key.algorithm()
                        + " assertion of " + DemoClient.REVIEWER.clientId() + ", scope=" + scope, 200,
                new BackendService(DemoClient.REVIEWER.clientId(), key, discovery.tokenEndpoint())
                        .requestToken(scope)).text("access_token");
    }
}
