package dev.smartfhir.hapi.audit.event;

import static dev.smartfhir.hapi.audit.Records.decision;
import static dev.smartfhir.hapi.audit.Records.of;
import static dev.smartfhir.hapi.audit.Records.token;
import static dev.smartfhir.hapi.audit.Records.touch;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import dev.smartfhir.hapi.audit.AuditRecord;
import dev.smartfhir.hapi.audit.Records;
import dev.smartfhir.hapi.audit.Touch;
import dev.smartfhir.hapi.audit.Touch.Action;
import dev.smartfhir.hapi.decision.Decision;
import dev.smartfhir.hapi.decision.Decision.Verdict;
import dev.smartfhir.scopes.ScopeSet;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.UriType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditEventsTest {

    private static final AuditEvents EVENTS = new AuditEvents(URI.create("https://fhir.example/fhir"));
    private static final References STORED =
            (reference, version) -> Optional.of(reference + "/_history/" + version.orElse("9"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # interaction | verdict | status | outcome | description | action | subtype | profile
            read | ALLOWED | 200 | 0 | - | R | read | PatientRead
            vread | ALLOWED | 200 | 0 | - | R | vread | PatientRead
            history-instance | ALLOWED | 200 | 0 | - | R | history-instance | PatientRead
            create | ALLOWED | 201 | 0 | - | C | create | PatientCreate
            update | ALLOWED | 200 | 0 | - | U | update | PatientUpdate
            patch | ALLOWED | 200 | 0 | - | U | patch | PatientUpdate
            delete | ALLOWED | 204 | 0 | - | D | delete | PatientDelete
            search-type | ALLOWED | 200 | 0 | - | E | search-type | PatientQuery
            get-page | ALLOWED | 200 | 0 | - | E | search-type | PatientQuery
            history-system | ALLOWED | 200 | 0 | - | E | history-system | PatientQuery
            extended-operation-type | ALLOWED | 200 | 0 | - | E | operation | -
            transaction | ALLOWED | 200 | 0 | - | E | transaction | -
            read | ALLOWED | 404 | 4 | HTTP 404 | R | read | -
            create | ALLOWED | 422 | 4 | HTTP 422 | C | create | -
            read | ALLOWED | 500 | 8 | HTTP 500 | R | read | -
            read | REFUSED | 403 | 4 | interaction | R | read | -
            search-type | REFUSED | 403 | 4 | interaction | E | search-type | -
            delete | REFUSED | 404 | 4 | interaction | D | delete | -
            unknown | REFUSED | 401 | 4 | interaction | E | - | -
            unknown | REFUSED | 503 | 4 | interaction | E | - | -
            read | REPORTED | 200 | 0 | reported: interaction | R | read | PatientRead
            update | REPORTED | 500 | 8 | reported: interaction | U | update | -
            """)
    void tellsInteractionAndOutcome(String interaction, Verdict verdict, int status, String outcome,
            String description, String action, String subtype, String profile) {
        Action touched = interaction.equals("create") ? Action.CREATED
                : interaction.equals("delete") ? Action.DELETED
                : interaction.equals("update") || interaction.equals("patch") ? Action.UPDATED : Action.SHOWN;
        AuditEvent event = event(of(
                decision(verdict, interaction, "Patient/p1", status, token("system/*.cruds", Map.of())),
                touch(touched, "Patient/p1", "p1")));
        assertThat(event.getType().getCode()).isEqualTo("rest");
        assertThat(event.getSubtype().stream().map(coding -> coding.getCode()).findFirst().orElse(null))
                .isEqualTo(subtype);
        assertThat(event.getAction().toCode()).isEqualTo(action);
        assertThat(event.getOutcome().toCode()).isEqualTo(outcome);
        assertThat(event.getOutcomeDesc()).isEqualTo(description);
        assertThat(event.getMeta().getProfile().stream().map(uri -> uri.getValue()).findFirst().orElse(null))
                .isEqualTo(profile == null ? null
                        : "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit." + profile);
        assertThat(details(event)).containsEntry("verdict", verdict.name().toLowerCase(Locale.ROOT))
                .containsEntry("status", Integer.toString(status));
    }

    @Test
    void namesTheScopesThatDecidedAsThePolicyOfTheClient() {
        AuditEvent event = event(Records.read());
        assertThat(event.getAgentFirstRep().getPolicy()).extracting(uri -> uri.getValue())
                .containsExactly("system/Patient.rs");
        assertThat(details(event)).containsEntry("scope", "system/Patient.rs").doesNotContainKey("enough")
                .containsEntry("issuer", Records.ISSUER);
    }

    @Test
    void doesNotTakeTheScopesThatWouldHaveBeenEnoughForThoseThatDecided() {
        for (Verdict verdict : new Verdict[] {Verdict.REFUSED, Verdict.REPORTED}) {
            AuditEvent event = event(of(decision(verdict, "read", "Patient/p1", 403, token("openid", Map.of()))));
            assertThat(event.getAgentFirstRep().hasPolicy()).isFalse();
            assertThat(details(event)).containsEntry("enough", "system/Patient.rs").doesNotContainKey("scope");
        }
    }

    @Test
    void namesTheUserOnlyWhereTheTokenHasOne() {
        assertThat(event(Records.read()).getAgent()).hasSize(2);
        assertThat(event(Records.read()).getAgentFirstRep().getRequestor()).isTrue();
        AuditEvent launched = event(of(decision(Verdict.ALLOWED, "read", "Patient/p1", 200, token("patient/*.rs",
                Map.of("fhirUser", "https://fhir.example/fhir/Practitioner/doc", "patient", "p1")))));
        assertThat(launched.getAgent()).hasSize(3);
        assertThat(launched.getAgent().get(2).getName()).isEqualTo("Practitioner/doc");
        assertThat(launched.getAgent().get(2).getWho().getReference()).isNull();
        assertThat(launched.getAgent().get(2).getWho().getIdentifier().getValue()).isEqualTo("sub-1");
        AuditEvent bySubject = event(of(decision(Verdict.ALLOWED, "read", "Patient/p1", 200,
                token("user/*.rs", Map.of()))));
        assertThat(bySubject.getAgent().get(2).getWho().getDisplay()).isEqualTo("sub-1");
    }

    @Test
    void tellsOfARequestWithoutATokenWhereItCameFrom() {
        AuditEvent event = event(Records.unauthenticated());
        assertThat(event.getAgentFirstRep().getWho().getDisplay()).isEqualTo("unknown");
        assertThat(event.getAgentFirstRep().getNetwork().getAddress()).isEqualTo("192.0.2.7");
        assertThat(details(event)).doesNotContainKey("issuer");
    }

    @Test
    void hasDataFlowFromTheServerToTheReaderAndFromTheClientToTheServerOtherwise() {
        assertThat(clientRole("read")).isEqualTo("110152");
        assertThat(clientRole("search-type")).isEqualTo("110153");
        assertThat(clientRole("create")).isEqualTo("110153");
        assertThat(clientRole("delete")).isEqualTo("110150");
    }

    @Test
    void listsAPatientOnceAndClaimsNoProfileOfOnePatientWhereThereAreSeveral() {
        AuditEvent event = event(of(decision(Verdict.ALLOWED, "search-type", "Observation/", 200,
                token("patient/*.rs", Map.of("patient", "p1"))),
                touch(Action.SHOWN, "Observation/a", "p1"), touch(Action.SHOWN, "Observation/b", "p1", "p2")));
        assertThat(patients(event)).containsExactly("Patient/p1/_history/9", "Patient/p2/_history/9");
        assertThat(event.getMeta().getProfile().get(0).getValue()).endsWith("IHE.BasicAudit.Query");
        assertThat(event.getEntity().stream().filter(entity -> entity.getType().getCode().equals("2"))).hasSize(1);
        assertThat(event.getEntity().stream().filter(entity -> entity.getType().getCode().equals("Observation")))
                .hasSize(2);
    }

    @Test
    void refersToWhatIsNotStoredByAnIdentifierThatCanBeSearched() {
        AuditEvent event = EVENTS.of(Records.read(), References.NONE);
        assertThat(event.getEntity().stream().map(entity -> entity.getWhat().getReference())).containsOnlyNulls();
        assertThat(event.getEntity().stream().map(AuditEventEntityComponent::getName)).contains("Patient/p1");
    }

    @Test
    void refersToNothingWithoutAVersion() {
        AuditEvent event = event(of(decision(Verdict.ALLOWED, "search-type", "Observation/", 200,
                token("system/*.rs", Map.of())), new Touch(Action.SHOWN, "Observation", "a", Optional.empty(),
                        Set.of("p1"))));
        List<String> all = new ArrayList<>();
        FhirContext.forR4Cached().newTerser().getAllResourceReferences(event)
                .forEach(info -> all.add(info.getResourceReference().getReferenceElement().getValue()));
        assertThat(all.stream().filter(Objects::nonNull)).isNotEmpty()
                .allMatch(reference -> reference.contains("/_history/"));
    }

    @Test
    void doesNotTellOfChangesThatDidNotComeAbout() {
        Decision whole = decision(Verdict.ALLOWED, "create", "", 409, token("system/*.cruds", Map.of()));
        AuditEvent event = event(of(new Decision(whole.verdict(), whole.rule(), whole.scopes(), whole.interaction(),
                whole.type(), whole.id(), whole.status(), whole.token(), whole.requestId(), OptionalInt.of(0)),
                touch(Action.CREATED, "Patient/x", "x")));
        assertThat(FhirContext.forR4Cached().newJsonParser().encodeResourceToString(event)).doesNotContain("Patient/x");
    }

    @Test
    void namesALongScopeWithoutItsConstraintWhereTheDatabaseCouldNotKeepIt() {
        String scope = "system/Observation.rs?category=" + "x".repeat(200) + "&code=" + "y".repeat(200)
                + "&status=" + "z".repeat(200);
        Decision read = Records.read().decision();
        AuditEvent event = event(of(new Decision(read.verdict(), read.rule(), ScopeSet.parse(scope), read.interaction(),
                read.type(), read.id(), read.status(), read.token(), read.requestId(), read.entry())));
        assertThat(event.getAgentFirstRep().getPolicy()).extracting(UriType::getValue)
                .containsExactly("system/Observation.rs");
        assertThat(FhirContext.forR4Cached().newJsonParser().encodeResourceToString(event)).contains("x".repeat(200));
    }

    @Test
    void keepsNoClaimBeyondThoseThatSayWho() {
        AuditEvent event = event(of(decision(Verdict.ALLOWED, "read", "Patient/p1", 200, token("user/*.rs",
                Map.of("fhirUser", "Practitioner/doc", "jti", "secret-1", "name", "Wang", "need_patient_banner", true)))
                ));
        assertThat(FhirContext.forR4Cached().newJsonParser().encodeResourceToString(event))
                .doesNotContain("secret-1", "Wang", "banner").contains("Practitioner/doc");
    }

    private static AuditEvent event(AuditRecord entry) {
        return EVENTS.of(entry, STORED);
    }

    private static String clientRole(String interaction) {
        return event(of(decision(Verdict.ALLOWED, interaction, "Patient/p1", 200, token("system/*.rs", Map.of()))))
                .getAgentFirstRep().getType().getCodingFirstRep().getCode();
    }

    private static List<String> patients(AuditEvent event) {
        return event.getEntity().stream().filter(entity -> "1".equals(entity.getRole().getCode()))
                .map(entity -> entity.getWhat().getReference()).toList();
    }

    private static Map<String, String> details(AuditEvent event) {
        AuditEventEntityComponent decision = event.getEntity().stream()
                .filter(entity -> entity.getType().getCode().equals("decision")).findFirst().orElseThrow();
        return decision.getDetail().stream().collect(Collectors.toMap(
                detail -> detail.getType(), detail -> detail.getValueStringType().getValue()));
    }
}
