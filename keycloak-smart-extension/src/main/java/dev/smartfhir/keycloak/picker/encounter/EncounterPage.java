package dev.smartfhir.keycloak.picker.encounter;

import dev.smartfhir.keycloak.picker.directory.Directory;
import dev.smartfhir.keycloak.picker.directory.FhirAddress;
import dev.smartfhir.keycloak.picker.directory.SearchPage;
import dev.smartfhir.keycloak.picker.patient.FoundPatient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One page of one patient's encounters.
 *
 * @param encounters at most {@link Directory#PAGE_SIZE}, none twice, none of another patient
 * @param patientName the patient's name, if the server sent the patient along
 * @param next where the server says that the next page is
 * @param cut whether there are more encounters than can be shown
 */
record EncounterPage(List<FoundEncounter> encounters, Optional<String> patientName, Optional<String> next,
        boolean cut) {

    static final EncounterPage NONE = new EncounterPage(List.of(), Optional.empty(), Optional.empty(), false);

    static EncounterPage of(SearchPage page, String patient, FhirAddress address) {
        Map<String, FoundEncounter> found = new LinkedHashMap<>();
        page.matches().forEach(resource -> FoundEncounter.read(resource, patient, address)
                .ifPresent(encounter -> found.putIfAbsent(encounter.id(), encounter)));
        Optional<String> name = page.included().stream().flatMap(resource -> FoundPatient.read(resource).stream())
                .filter(known -> known.id().equals(patient)).map(FoundPatient::name)
                .filter(known -> !known.isEmpty()).findFirst();
        return new EncounterPage(found.values().stream().limit(Directory.PAGE_SIZE).toList(), name, page.next(),
                page.cut() || found.size() > Directory.PAGE_SIZE);
    }
}
