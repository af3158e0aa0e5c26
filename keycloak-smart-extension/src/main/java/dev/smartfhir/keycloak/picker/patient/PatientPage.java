package dev.smartfhir.keycloak.picker.patient;

import dev.smartfhir.keycloak.picker.directory.Directory;
import dev.smartfhir.keycloak.picker.directory.SearchPage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One page of patients.
 *
 * @param patients the patients found, at most {@link Directory#PAGE_SIZE}, none twice
 * @param next where the server says that the next page is
 * @param cut whether there are more patients than can be shown: the server sent more than a page holds, or its link to
 *     the next page leads elsewhere
 */
record PatientPage(List<FoundPatient> patients, Optional<String> next, boolean cut) {

    static PatientPage of(SearchPage page) {
        Map<String, FoundPatient> found = new LinkedHashMap<>();
        page.matches().forEach(resource -> FoundPatient.read(resource)
                .ifPresent(patient -> found.putIfAbsent(patient.id(), patient)));
        return new PatientPage(found.values().stream().limit(Directory.PAGE_SIZE).toList(), page.next(),
                page.cut() || found.size() > Directory.PAGE_SIZE);
    }
}
