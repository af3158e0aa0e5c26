package dev.smartfhir.hapi.constraint;

import static dev.smartfhir.hapi.Rules.FHIR;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.StorageSettings;
import ca.uhn.fhir.jpa.searchparam.extractor.SearchParamExtractorR4;
import ca.uhn.fhir.rest.server.util.FhirContextSearchParamRegistry;
import dev.smartfhir.scopes.Constraint;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InMemoryConstraintsTest {

    private static final SearchParamExtractorR4 EXTRACTOR = new SearchParamExtractorR4(
            new StorageSettings(), new PartitionSettings(), FHIR, new FhirContextSearchParamRegistry(FHIR));

    private final Set<String> retired = new HashSet<>();
    private final FhirContextSearchParamRegistry registry = new FhirContextSearchParamRegistry(FHIR) {
        @Override
        public RuntimeSearchParam getActiveSearchParam(
                String type, String name, SearchParamLookupContextEnum context) {
            return retired.contains(name) ? null : super.getActiveSearchParam(type, name, context);
        }
    };
    private final InMemoryConstraints constraints =
            new InMemoryConstraints(registry, () -> Optional.of(EXTRACTOR));

    private static Observation observation() {
        Observation body = new Observation();
        body.setId("Observation/o1");
        body.setStatus(ObservationStatus.FINAL);
        body.getMeta().addSecurity("urn:labels", "one", "One");
        body.getMeta().addSecurity().setCode("bare");
        body.getMeta().addTag("urn:tags", "t", null);
        body.getMeta().addProfile("http://profiles.example/lab");
        body.addCategory().addCoding().setSystem("urn:cat").setCode("lab");
        body.setCode(new CodeableConcept().setText("Lab"));
        body.getCode().addCoding().setCode("plain");
        body.setSubject(new Reference("Patient/p1"));
        body.addPerformer(new Reference("http://elsewhere.example/fhir/Organization/x"));
        body.addPerformer(new Reference("Practitioner/d1/_history/2"));
        body.setEffective(new DateTimeType("2026-03-10T10:00:00Z"));
        return body;
    }

    /** The database would take the underscore for any character, find more, and count it. */
    @Test
    void asksTheDatabaseForNoTextWithACharacterThatItTakesForAny() {
        assertThat(constraints.isEvaluable("Patient", of("family=ka_b"))).isTrue();
        assertThat(constraints.query("Patient", of("family=ka_b"))).isEmpty();
        assertThat(constraints.query("Patient", of("family=x,k%b"))).isEmpty();
        assertThat(constraints.query("Patient", of("family=kab"))).hasSize(1);
        Patient patient = new Patient();
        patient.addName().setFamily("kaxb");
        assertThat(constraints.matches(patient, List.of(of("family=ka_b")))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"category=urn:cat|lab", "category=lab", "category=urn:cat|", "category=x,lab",
            "code=|plain", "code=plain", "status=final", "status=http://hl7.org/fhir/observation-status|final",
            "subject=Patient/p1", "patient=Patient/p1", "patient=p1", "performer=Practitioner/d1",
            "date=2026-03-10", "date=ge2026-03-10", "date=le2026-03-10", "date=gt2026-03-09", "date=lt2026-03-11",
            "date=2026-03-10T10:00:00Z", "date=ge2026-03-10T09:59:00Z", "_id=o1", "_id=x,o1",
            "_security=urn:labels|one", "_security=one", "_security=urn:labels|", "_security=|bare", "_security=bare",
            "_tag=urn:tags|t", "_profile=http://profiles.example/lab"})
    void isMetByWhatTheSearchWouldFind(String constraint) {
        assertThat(constraints.isEvaluable("Observation", of(constraint))).isTrue();
        assertThat(constraints.matches(observation(), List.of(of(constraint)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"category=urn:other|lab", "category=|lab", "category=LAB", "category=la",
            "category=urn:ca|", "code=urn:x|plain", "code=Lab", "code=urn:x|", "status=|final", "status=preliminary",
            "subject=Patient/p2", "subject=Group/p1", "subject=Patient/P1", "performer=Organization/x",
            "performer=Practitioner/d", "date=2026-03-11", "date=gt2026-03-10", "date=lt2026-03-10",
            "date=ge2026-03-11", "date=2026-03-10T10:00:01Z", "_id=o", "_id=O1", "_security=|one",
            "_security=urn:other|one", "_security=urn:labels|bare", "_security=ONE", "_security=urn:other|", "_tag=urn:labels|one",
            "_tag=|t", "_profile=http://profiles.example/", "_profile=http://profiles.example/LAB"})
    void isNotMetByWhatHapisMatcherOrAHastyOneWouldTakeForIt(String constraint) {
        assertThat(constraints.isEvaluable("Observation", of(constraint))).isTrue();
        assertThat(constraints.matches(observation(), List.of(of(constraint)))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nosuch=1", "patient.name=x", "category:not=x", "code:in=x", "_security=|", "_tag=a||b",
            "_security=", "code=", "code=|", "code=a,,b", "code=a|b|c", "code=a\\,b", "date=2026", "date=2026-03",
            "date=ne2026-03-10", "date=sa2026-03-10", "date=eb2026-03-10", "date=ap2026-03-10", "date=tomorrow",
            "date=ge2026-03-10,le2026-03-11", "subject=p1", "subject=Patient/", "subject=Patient/p1/_history/1",
            "subject=http://x.example/Patient/p1", "subject=Organization/x", "performer=d1", "_id=a/b", "_id=Patient/1",
            "value-quantity=5", "_lastUpdated=gt2000-01-01", "_source=x", "_text=x", "_content=x", "_language=en",
            "_filter=code eq x", "_has:Provenance:target:agent=x", "_list=1", "_sort=date", "_type=Observation",
            "code-value-quantity=x$5", "subject=Patient/p1,x"})
    void isNotEvaluatedAndSoNeverMetWhereThatIsNotExact(String constraint) {
        assertThat(constraints.isEvaluable("Observation", of(constraint))).isFalse();
        assertThat(constraints.query("Observation", of(constraint))).isEmpty();
        assertThat(constraints.matches(observation(), List.of(of(constraint)))).isFalse();
        assertThat(constraints.matches(observation(), List.of(of("category=lab"), of(constraint)))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"name=Tai, true", "name=tai, true", "name=Taipei, true", "name=aipei, false", "name=Taipeix, false",
            "name=臺北, true", "name=臺南, false"})
    void comparesTextsFromTheirStartWithoutCase(String constraint, boolean met) {
        Organization body = new Organization().setName("Taipei");
        body.addAlias("臺北");
        assertThat(constraints.matches(body, List.of(of(constraint)))).isEqualTo(met);
    }

    @ParameterizedTest
    @CsvSource({"url=http://x.example/vs, true", "url=http://x.example/VS, false", "url=http://x.example/, false"})
    void comparesUrisWhole(String constraint, boolean met) {
        assertThat(constraints.matches(new ValueSet().setUrl("http://x.example/vs"), List.of(of(constraint))))
                .isEqualTo(met);
    }

    @ParameterizedTest
    @CsvSource({"date=ge2026-03-15, true", "date=le2026-03-15, true", "date=2026-03-15, false",
            "date=gt2026-03-31, false", "date=lt2026-03-01, false", "date=ge2026-04-01, false"})
    void comparesAPeriodAsTheSearchDoes(String constraint, boolean met) {
        Observation body = observation();
        body.setEffective(new Period().setStartElement(new DateTimeType("2026-03-01"))
                .setEndElement(new DateTimeType("2026-03-31")));
        assertThat(constraints.matches(body, List.of(of(constraint)))).isEqualTo(met);
    }

    @Test
    void needsAllConstraintsToBeMet() {
        assertThat(constraints.matches(observation(), List.of(of("category=lab"), of("code=plain")))).isTrue();
        assertThat(constraints.matches(observation(), List.of(of("category=lab"), of("code=other")))).isFalse();
        assertThat(constraints.matches(observation(), List.of())).isTrue();
    }

    @Test
    void forgetsAConstraintWhoseSearchParameterHasBeenRetired() {
        assertThat(constraints.matches(observation(), List.of(of("category=lab")))).isTrue();
        retired.add("category");
        assertThat(constraints.isEvaluable("Observation", of("category=lab"))).isFalse();
        assertThat(constraints.matches(observation(), List.of(of("category=lab")))).isFalse();
        retired.clear();
        assertThat(constraints.matches(observation(), List.of(of("category=lab")))).isTrue();
    }

    @Test
    void readsTheSameConstraintForEachTypeAnew() {
        assertThat(constraints.isEvaluable("Patient", of("gender=male"))).isTrue();
        assertThat(constraints.isEvaluable("Observation", of("gender=male"))).isFalse();
        Patient body = new Patient();
        body.setLanguageElement(new CodeType("en"));
        assertThat(constraints.matches(body, List.of(of("category=lab")))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"_security=|bare", "_security=urn:labels|", "_tag=a,|b"})
    void leavesALabelWithoutSystemOrCodeToThePagesForHapisSearchWouldDropIt(String constraint) {
        assertThat(constraints.isEvaluable("Observation", of(constraint))).isTrue();
        assertThat(constraints.query("Observation", of(constraint))).isEmpty();
    }

    private static Constraint of(String text) {
        int equals = text.indexOf('=');
        return Constraint.of(text.substring(0, equals), text.substring(equals + 1));
    }
}
