package dev.smartfhir.hapi.search;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.api.svc.ISearchCoordinatorSvc;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks HAPI's own search coordinator, which goes on with a search as far as it has to.
 */
public final class JpaStoredSearches implements StoredSearches {

    private final Supplier<Optional<ISearchCoordinatorSvc<?>>> coordinator;

    /** Asks this one, looked up at the first use; without one nothing is kept. */
    public JpaStoredSearches(Supplier<Optional<ISearchCoordinatorSvc<?>>> coordinator) {
        this.coordinator = coordinator;
    }

    @Override
    public boolean hasMoreThan(int results, String search, RequestDetails request) {
        try {
            return coordinator.get()
                    .filter(svc -> !svc.getResources(
                            search, results, results + 1, request, RequestPartitionId.allPartitions()).isEmpty())
                    .isPresent();
        } catch (ResourceGoneException e) {
            return false;
        }
    }
}
