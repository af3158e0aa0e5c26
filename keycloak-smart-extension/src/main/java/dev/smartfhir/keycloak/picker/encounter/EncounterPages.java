package dev.smartfhir.keycloak.picker.encounter;

import dev.smartfhir.keycloak.authorization.Decision;
import dev.smartfhir.keycloak.identity.FhirUser;
import dev.smartfhir.keycloak.picker.directory.Directory;
import dev.smartfhir.keycloak.picker.directory.DirectoryScope;
import dev.smartfhir.keycloak.picker.directory.DirectoryUnavailable;
import dev.smartfhir.keycloak.picker.directory.SearchPage;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.ClientModel;

/** Turns the pages of one patient's encounters for one user, newest first. */
final class EncounterPages {

    private static final Logger LOG = Logger.getLogger(EncounterPages.class);

    private final RequiredActionContext context;
    private final ClientModel client;
    private final Decision decision;
    private final EncounterState state;

    /** @param patient the id of the patient in context */
    EncounterPages(RequiredActionContext context, Decision decision, String patient) {
        this.context = context;
        this.client = context.getAuthenticationSession().getClient();
        this.decision = decision;
        this.state = EncounterState.of(context.getAuthenticationSession(), decision.userId(), patient);
    }

    /** The page where the user is. */
    EncounterView current() {
        return at(state.at(state.trail()));
    }

    /** The page that the user's button leads to. */
    EncounterView turnTo(MultivaluedMap<String, String> form) {
        if (form.containsKey("next")) {
            return at(state.at(state.trail().forward()));
        }
        return form.containsKey("previous") ? at(state.at(state.trail().previous())) : current();
    }

    private EncounterView at(EncounterState place) {
        if (decision.fhirUser().isEmpty()) {
            return nothing(place).withProblem(EncounterView.NO_FHIR_USER);
        }
        try {
            EncounterPage page = fetch(place);
            return new EncounterView(app(), place.offering(page), Optional.of(page), Optional.empty());
        } catch (DirectoryUnavailable e) {
            LOG.warnf("The encounter picker got no encounters from %s: %s", decision.request().fhirBase(),
                    e.getMessage());
            return nothing(place).withProblem(e.isForbidden() ? EncounterView.FORBIDDEN : EncounterView.UNAVAILABLE);
        }
    }

    private EncounterPage fetch(EncounterState place) throws DirectoryUnavailable {
        Optional<String> encounters = scope("Encounter");
        Optional<String> patients = scope(FhirUser.PATIENT);
        if (encounters.isEmpty()) {
            return EncounterPage.NONE;
        }
        Directory directory = new Directory(context.getSession(), client, decision.userId(),
                decision.fhirUser().orElseThrow(), decision.request().fhirBase());
        String scope = encounters.get() + patients.map(more -> " " + more).orElse("");
        Optional<String> link = place.trail().link();
        SearchPage found = link.isPresent() ? directory.follow(link.get(), scope)
                : directory.search("Encounter", ofPatient(place.patient()), scope);
        return EncounterPage.of(found, place.patient(), directory.address());
    }

    private static List<Map.Entry<String, String>> ofPatient(String patient) {
        return List.of(Map.entry("patient", patient), Map.entry("_sort", "-date"),
                Map.entry("_include", "Encounter:patient"),
                Map.entry("_count", String.valueOf(Directory.PAGE_SIZE)));
    }

    private Optional<String> scope(String type) {
        return DirectoryScope.of(context.getSession(), client, context.getUser(), type);
    }

    private String app() {
        return client.getName() == null || client.getName().isBlank() ? client.getClientId() : client.getName();
    }

    private EncounterView nothing(EncounterState place) {
        return new EncounterView(app(), place, Optional.empty(), Optional.empty());
    }
}
