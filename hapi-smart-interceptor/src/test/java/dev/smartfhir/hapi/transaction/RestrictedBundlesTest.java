package dev.smartfhir.hapi.transaction;

import static dev.smartfhir.hapi.Rules.grants;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import dev.smartfhir.hapi.Rules;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.instance.StoredResources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries under a grant on some resources of a type: each is judged as if it came alone. */
class RestrictedBundlesTest {

    private static final Map<String, IBaseResource> STORED = Map.of(
            "Observation/mine", about("X", "mine"), "Observation/other", about("Y", "other"));
    private final BundleRequests bundles = Rules.bundles(new StoredResources() {
        @Override
        public Optional<IBaseResource> current(String type, String id) {
            return Optional.ofNullable(STORED.get(type + "/" + id));
        }

        @Override
        public Optional<IBaseResource> version(String type, String id, String version) {
            return Optional.empty();
        }
    });
    private final Grants grants = grants("X", "patient/*.cruds");

    record Entry(String method, String url, Resource body, String ifNoneExist, String answer) {

        BundleEntryComponent component() {
            BundleEntryComponent entry = new BundleEntryComponent().setResource(body == null ? null : body.copy());
            entry.getRequest().setMethod(HTTPVerb.fromCode(method)).setUrl(url).setIfNoneExist(ifNoneExist);
            return entry;
        }
    }

    static Stream<Entry> refused() {
        return Stream.of(
                new Entry("POST", "Observation", about("Y", null), null, "403 compartment"),
                new Entry("POST", "Observation", new Observation(), null, "403 compartment"),
                new Entry("POST", "Observation", about("X", null), "code=x", "403 restricted"),
                new Entry("POST", "Observation", about("X", null).setFocus(List.of(new Reference("Patient?name=x"))),
                        null, "403 match-url"),
                new Entry("POST", "Practitioner", new Practitioner(), null, "403 interaction"),
                new Entry("POST", "Patient", new Patient(), null, "403 compartment"),
                new Entry("PUT", "Observation/mine", about("Y", "mine"), null, "403 compartment"),
                new Entry("PUT", "Observation/other", about("X", "other"), null, "404 not-found"),
                new Entry("PUT", "Observation/other", about("Y", "other"), null, "404 not-found"),
                new Entry("PUT", "Observation/unknown", about("X", "unknown"), null, "404 not-found"),
                new Entry("PUT", "Observation/other", about("X", "mine"), null, "404 not-found"),
                new Entry("PUT", "Observation/mine", new Condition().setSubject(new Reference("Patient/X")), null,
                        "400 invalid-request"),
                new Entry("PUT", "Observation?code=x", about("X", null), null, "403 restricted"),
                new Entry("PATCH", "Observation/other", new Parameters(), null, "404 not-found"),
                new Entry("PATCH", "Observation/unknown", new Parameters(), null,
                        "404 not-found"),
                new Entry("PATCH", "Observation?code=x", new Parameters(), null,
                        "403 restricted"),
                new Entry("DELETE", "Observation/other", null, null, "404 not-found"),
                new Entry("DELETE", "Observation/unknown", null, null, "404 not-found"),
                new Entry("DELETE", "Observation?code=x", null, null, "403 restricted"),
                new Entry("DELETE", "Observation/mine?_cascade=delete", null, null, "403 cascade"),
                new Entry("DELETE", "Observation/mine?_expunge=true", null, null, "403 expunge"),
                new Entry("GET", "Observation/_history", null, null, "403 restricted"),
                new Entry("GET", "_history", null, null, "403 system-wide"),
                new Entry("GET", "Observation?subject.name=x", null, null, "403 search-through"),
                new Entry("GET", "Patient/X/$everything", null, null, "403 operation"),
                new Entry("GET", "Practitioner/1", null, null, "403 interaction"));
    }

    static Stream<Entry> allowed() {
        return Stream.of(
                new Entry("POST", "Observation", about("X", null), null, null),
                new Entry("PUT", "Observation/mine", about("X", null), null, null),
                new Entry("PATCH", "Observation/mine", new Parameters(), null, null),
                new Entry("DELETE", "Observation/mine", null, null, null),
                new Entry("GET", "Observation/mine", null, null, null),
                new Entry("GET", "Observation/other", null, null, null),
                new Entry("GET", "Observation?code=x", null, null, null),
                new Entry("GET", "metadata", null, null, null));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void answersInABatchWhatItWouldAlone(Entry refused) {
        Bundle batch = bundle(BundleType.BATCH, refused.component(), allowed().toList().get(0).component());
        Bundle response = new Bundle();
        response.addEntry().getResponse().setStatus("201 Created");
        bundles.admit(batch, grants, false).refused().answerIn(response);
        assertThat(batch.getEntry()).hasSize(1);
        assertThat(response.getEntry()).hasSize(2);
        OperationOutcome outcome = (OperationOutcome) response.getEntryFirstRep().getResponse().getOutcome();
        assertThat(response.getEntryFirstRep().getResponse().getStatus().substring(0, 3) + " "
                + code(outcome)).isEqualTo(refused.answer());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesAWholeTransactionForIt(Entry refused) {
        Bundle transaction = bundle(
                BundleType.TRANSACTION, allowed().toList().get(0).component(), refused.component());
        BaseServerResponseException thrown = catchThrowableOfType(
                BaseServerResponseException.class, () -> bundles.admit(transaction, grants, false));
        assertThat(thrown.getStatusCode() + " " + code((OperationOutcome) thrown.getOperationOutcome()))
                .isEqualTo(refused.answer());
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void letsPassWhatWouldPassAlone(Entry entry) {
        for (BundleType type : new BundleType[] {BundleType.BATCH, BundleType.TRANSACTION}) {
            Bundle bundle = bundle(type, entry.component());
            assertThat(bundles.admit(bundle, grants, false).refused().refusals()).isEmpty();
            assertThat(bundle.getEntry()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"PUT,PATCH", "PUT,DELETE", "PATCH,DELETE", "DELETE,PUT", "PATCH,PATCH"})
    void refusesATransactionThatWritesOneResourceTwice(String first, String second) {
        Bundle transaction = bundle(BundleType.TRANSACTION, write(first), write(second));
        assertThat(catchThrowableOfType(BaseServerResponseException.class,
                () -> bundles.admit(transaction, grants, false)).getStatusCode()).isEqualTo(400);
        assertThat(bundles.admit(transaction, grants("system/*.cruds"), false).refused().refusals()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Patient/X, Patient/X", "http://x/fhir/Patient/X, Patient/X", "Patient/X/_history/1, Patient/X",
            "Encounter/1, Encounter/1/_history/2", "Encounter/1, http://x/fhir/Encounter/1"})
    void refusesATransactionWhoseLiteralReferencesBecomeOthers(String fullUrl, String reference) {
        BundleEntryComponent created = new Entry("POST", "Observation", about("X", null), null, null).component();
        created.setFullUrl(fullUrl);
        Observation referring = about("X", null).addFocus(new Reference().setReference(reference));
        Bundle transaction = bundle(BundleType.TRANSACTION, created,
                new Entry("POST", "Observation", referring, null, null).component());
        assertThat(catchThrowableOfType(BaseServerResponseException.class,
                () -> bundles.admit(transaction, grants, false)).getStatusCode()).isEqualTo(403);
        assertThat(bundles.admit(transaction, grants("system/*.cruds"), false).refused().refusals()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Encounter/1", "http://x/fhir/Encounter/1"})
    void refusesLiteralReferencesThatBecomeWhatAnEntryPatches(String fullUrl) {
        BundleEntryComponent patched =
                new Entry("PATCH", "Observation/mine", new Parameters(), null, null).component().setFullUrl(fullUrl);
        Observation referring = about("X", null).addFocus(new Reference("Encounter/1"));
        Bundle transaction = bundle(BundleType.TRANSACTION, patched,
                new Entry("POST", "Observation", referring, null, null).component());
        assertThat(catchThrowableOfType(BaseServerResponseException.class,
                () -> bundles.admit(transaction, grants, false)).getStatusCode()).isEqualTo(403);
        patched.setFullUrl("http://x/fhir/Observation/mine");
        ((Observation) transaction.getEntry().get(1).getResource()).getFocusFirstRep().setReference("Observation/mine");
        assertThat(bundles.admit(transaction, grants, false).refused().refusals()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"POST, Observation", "PUT, Observation/mine"})
    void takesOutOfABatchAnEntryWhoseReferenceToAnotherBecomesOneToItself(String method, String url) {
        BundleEntryComponent entry = new Entry(method, url, about("X", null), null, null).component();
        entry.setFullUrl("http://x/fhir/Patient/X");
        Bundle batch = bundle(BundleType.BATCH, entry);
        assertThat(bundles.admit(batch, grants, false).refused().refusals().get(0).getStatusCode()).isEqualTo(403);
        assertThat(batch.getEntry()).isEmpty();
        Bundle free = bundle(BundleType.BATCH, entry);
        assertThat(bundles.admit(free, grants("system/*.cruds"), false).refused().refusals()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"urn:uuid:7b6c7a4e-4b1f-4b43-9a52-0c1f6f3f7a01", "Observation/7", "http://x/Observation/8"})
    void letsATransactionUsePlaceholdersAndIdsThatNobodyRefersTo(String fullUrl) {
        BundleEntryComponent created = new Entry("POST", "Observation", about("X", "given"), null, null).component();
        created.setFullUrl(fullUrl);
        if (fullUrl.startsWith("urn:")) {
            // As HAPI's parser does where the resource has no id of its own.
            created.getResource().setId(fullUrl);
            ((Observation) created.getResource()).addFocus(new Reference(fullUrl));
        }
        BundleEntryComponent updated = new Entry("PUT", "Observation/mine", about("X", "mine"), null, null).component();
        updated.setFullUrl("http://x/fhir/Observation/mine");
        assertThat(bundles.admit(bundle(BundleType.TRANSACTION, created, updated), grants, false).refused().refusals()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Observation/mine", "/Observation/mine"})
    void keepsTheIdThatABodyBrings(String url) {
        BundleEntryComponent entry = new Entry("PUT", url, about("X", "given"), null, null).component();
        bundles.admit(bundle(BundleType.TRANSACTION, entry), grants, false);
        assertThat(entry.getResource().getIdElement().getValue()).isEqualTo("given");
    }

    private static BundleEntryComponent write(String method) {
        return new Entry(method, "Observation/mine", method.equals("PUT") ? about("X", "mine")
                : method.equals("PATCH") ? new Parameters() : null, null, null).component();
    }

    private static Observation about(String patient, String id) {
        Observation observation = new Observation().setSubject(new Reference("Patient/" + patient));
        observation.setId(id);
        return observation;
    }

    private static String code(OperationOutcome outcome) {
        return outcome.getIssueFirstRep().getDetails().getCodingFirstRep().getCode();
    }

    private static Bundle bundle(BundleType type, BundleEntryComponent... entries) {
        return new Bundle().setType(type).setEntry(new ArrayList<>(List.of(entries)));
    }
}
