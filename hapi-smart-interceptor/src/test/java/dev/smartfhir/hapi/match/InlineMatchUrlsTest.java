package dev.smartfhir.hapi.match;

import static dev.smartfhir.hapi.Rules.MATCH_URLS;
import static dev.smartfhir.hapi.Rules.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.hapi.verdict.Demands;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InlineMatchUrlsTest {

    @ParameterizedTest
    @ValueSource(strings = {"Patient?identifier=a|b", "/Patient?identifier=a|b", "Patient/?identifier=a|b",
            "http://fhir.example/fhir/Patient?identifier=a|b", "x/y/Patient?identifier=a|b", "Patient?"})
    void needsSearchOnTheTypeThatAReferenceSearches(String reference) {
        assertThat(verdict(MATCH_URLS.of(reference), "system/Observation.cruds system/Patient.crud"))
                .isEqualTo("match-url");
        assertThat(verdict(MATCH_URLS.of(reference), "system/Patient.s")).isEqualTo("allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?identifier=a|b", "Nonsense?identifier=a|b", "urn:x?y", "Patient/1?x=y"})
    void needsSearchOnEverythingWhereTheTypeIsNotTold(String reference) {
        assertThat(verdict(MATCH_URLS.of(reference), "system/Patient.cruds")).isEqualTo("match-url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient?organization.name=x", "Patient?_has:Observation:patient:code=x",
            "Patient?_filter=x"})
    void judgesASearchInAReferenceByTheRulesOfSearches(String reference) {
        assertThat(verdict(MATCH_URLS.of(reference), "system/Patient.cruds")).isEqualTo("search-through");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient/1", "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0", "#p1", "http://x/Patient/1"})
    void needsNothingForAPlainReference(String reference) {
        assertThat(MATCH_URLS.of(reference)).isEqualTo(Demands.none());
    }

    @Test
    void findsSearchesInExtensionsAndContainedResources() {
        Patient patient = new Patient();
        patient.addExtension(new Extension("http://x", new Reference("Claim?status=active")));
        assertThat(verdict(MATCH_URLS.of(patient), "system/Patient.cruds")).isEqualTo("match-url");
        Observation observation = new Observation();
        observation.addContained(new Patient().setManagingOrganization(new Reference("Organization?name=x")));
        assertThat(verdict(MATCH_URLS.of(observation), "system/Observation.cruds")).isEqualTo("match-url");
    }

    /** HAPI stores what is inside a collection as it stands: nothing in it is searched. */
    @Test
    void needsNothingForTheReferencesInsideAStoredBundle() {
        Bundle bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
        bundle.addEntry().setResource(new Observation().setSubject(new Reference("Patient?identifier=a|b")));
        assertThat(MATCH_URLS.of(bundle)).isEqualTo(Demands.none());
    }

    @Test
    void needsNothingWithoutABody() {
        assertThat(MATCH_URLS.of((org.hl7.fhir.instance.model.api.IBaseResource) null)).isEqualTo(Demands.none());
        assertThat(MATCH_URLS.of((String) null)).isEqualTo(Demands.none());
    }
}
