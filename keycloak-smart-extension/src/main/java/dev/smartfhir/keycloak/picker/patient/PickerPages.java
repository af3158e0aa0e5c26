package dev.smartfhir.keycloak.picker.patient;

import dev.smartfhir.keycloak.authorization.Decision;
import dev.smartfhir.keycloak.identity.FhirUser;
import dev.smartfhir.keycloak.picker.directory.Directory;
import dev.smartfhir.keycloak.picker.directory.DirectoryScope;
import dev.smartfhir.keycloak.picker.directory.DirectoryUnavailable;
import dev.smartfhir.keycloak.picker.directory.SearchPage;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.ClientModel;

/** Turns the pages of the picker for one user: what to search, which page of it, and whom it may offer. */
final class PickerPages {

    private static final Logger LOG = Logger.getLogger(PickerPages.class);
    private static final List<Map.Entry<String, String>> EVERY_SEARCH = List.of(
            Map.entry("_count", String.valueOf(Directory.PAGE_SIZE)),
            Map.entry("_elements", "name,birthDate,gender,identifier"));

    private final RequiredActionContext context;
    private final ClientModel client;
    private final Decision decision;
    private final PickerState state;
    private final boolean bound;

    PickerPages(RequiredActionContext context, Decision decision) {
        this.context = context;
        this.client = context.getAuthenticationSession().getClient();
        this.decision = decision;
        this.bound = !decision.links().isEmpty()
                || decision.fhirUser().filter(FhirUser::isBoundToPatients).isPresent();
        PickerState kept = PickerState.of(context.getAuthenticationSession(), decision.userId());
        this.state = bound && !kept.isSearching() ? PickerState.search(PatientQuery.EVERYONE) : kept;
    }

    /** The page where the user is. */
    PickerView current() {
        return at(state);
    }

    /** The page that the user's button leads to. */
    PickerView turnTo(MultivaluedMap<String, String> form) {
        if (form.containsKey("next")) {
            return at(state.next());
        }
        if (form.containsKey("previous")) {
            return at(state.previous());
        }
        return bound || !form.containsKey("search") ? current() : search(new PatientQuery(
                form.getFirst("name"), form.getFirst("identifier"), form.getFirst("birthDate")));
    }

    private PickerView search(PatientQuery query) {
        PickerState searching = PickerState.search(query);
        return query.isValid() ? at(searching)
                : nothing(new PickerState(query, PickerState.START.trail(), List.of()))
                        .withProblem(PickerView.INVALID_SEARCH);
    }

    private PickerView at(PickerState place) {
        if (decision.fhirUser().isEmpty()) {
            return nothing(place).withProblem(PickerView.NO_FHIR_USER);
        }
        if (decision.isDirectoryUnreachable()) {
            return nothing(place).withProblem(PickerView.UNAVAILABLE);
        }
        if (!place.isSearching() || bound && decision.links().isEmpty()) {
            return nothing(place);
        }
        try {
            PatientPage page = offer(fetch(place));
            return new PickerView(app(), place.offering(page), bound, Optional.of(page), Optional.empty());
        } catch (DirectoryUnavailable e) {
            LOG.warnf("The patient picker got no patients from %s: %s", decision.request().fhirBase(),
                    e.getMessage());
            return nothing(place).withProblem(PickerView.UNAVAILABLE);
        }
    }

    private PatientPage fetch(PickerState place) throws DirectoryUnavailable {
        Optional<String> scope =
                DirectoryScope.of(context.getSession(), client, context.getUser(), FhirUser.PATIENT);
        if (scope.isEmpty()) {
            return new PatientPage(List.of(), Optional.empty(), false);
        }
        Directory directory = new Directory(context.getSession(), client, decision.userId(),
                decision.fhirUser().orElseThrow(), decision.request().fhirBase());
        Optional<String> link = place.trail().link();
        SearchPage found = link.isPresent() ? directory.follow(link.get(), scope.get())
                : directory.search(FhirUser.PATIENT, parameters(place), scope.get());
        return PatientPage.of(found);
    }

    private List<Map.Entry<String, String>> parameters(PickerState place) {
        List<Map.Entry<String, String>> all = new ArrayList<>(
                bound ? PatientQuery.only(decision.links()) : place.query().parameters());
        all.addAll(EVERY_SEARCH);
        return all;
    }

    /** Whatever a server answers, only patients for whom the user may act are offered. */
    private PatientPage offer(PatientPage page) {
        return new PatientPage(page.patients().stream().filter(patient -> decision.mayChoose(patient.id())).toList(),
                page.next(), page.cut());
    }

    private String app() {
        return client.getName() == null || client.getName().isBlank() ? client.getClientId() : client.getName();
    }

    private PickerView nothing(PickerState place) {
        return new PickerView(app(), place.offeringNobody(), bound, Optional.empty(), Optional.empty());
    }
}
