package dev.smartfhir.keycloak.picker;

import dev.smartfhir.keycloak.authorization.Decision;
import dev.smartfhir.keycloak.identity.FhirUser;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.ClientModel;

/** Turns the pages of the picker for one user: what to search, which page of it, and whom it may offer. */
final class PickerPages {

    private static final Logger LOG = Logger.getLogger(PickerPages.class);

    private final RequiredActionContext context;
    private final Decision decision;
    private final PickerState state;
    private final boolean bound;

    PickerPages(RequiredActionContext context, Decision decision) {
        this.context = context;
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
            PickerView here = at(state);
            return here.page().flatMap(PatientPage::next).map(link -> at(state.next(link))).orElse(here);
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
                : nothing(new PickerState(query, List.of(), List.of())).withProblem(PickerView.INVALID_SEARCH);
    }

    private PickerView at(PickerState place) {
        if (decision.fhirUser().isEmpty()) {
            return nothing(place).withProblem(PickerView.NO_FHIR_USER);
        }
        if (!place.isSearching() || bound && decision.links().isEmpty()) {
            return nothing(place);
        }
        try {
            PatientPage page = offer(fetch(place));
            return new PickerView(app(), place.offering(page.patients()), bound, Optional.of(page), Optional.empty());
        } catch (DirectoryUnavailable e) {
            LOG.warnf("The patient picker got no patients from %s: %s", decision.request().fhirBase(),
                    e.getMessage());
            return nothing(place).withProblem(PickerView.UNAVAILABLE);
        }
    }

    private PatientPage fetch(PickerState place) throws DirectoryUnavailable {
        PatientDirectory directory = new PatientDirectory(context.getSession(),
                context.getAuthenticationSession().getClient(), decision.userId(), decision.fhirUser().orElseThrow(),
                decision.request().fhirBase());
        List<Map.Entry<String, String>> search =
                bound ? PatientQuery.only(decision.links()) : place.query().parameters();
        return place.link().isPresent() ? directory.page(place.link().get()) : directory.search(search);
    }

    /** Whatever a server answers, only patients for whom the user may act are offered. */
    private PatientPage offer(PatientPage page) {
        return new PatientPage(page.patients().stream().filter(patient -> decision.mayChoose(patient.id())).toList(),
                page.next(), page.cut());
    }

    private String app() {
        ClientModel client = context.getAuthenticationSession().getClient();
        return client.getName() == null || client.getName().isBlank() ? client.getClientId() : client.getName();
    }

    private PickerView nothing(PickerState place) {
        return new PickerView(app(), place.offering(List.of()), bound, Optional.empty(), Optional.empty());
    }
}
