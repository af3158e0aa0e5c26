package dev.smartfhir.hapi.instance;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Optional;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;

/**
 * Reads from HAPI's own store, past the hooks that judge clients.
 */
public final class DaoStoredResources implements StoredResources {

    private final Supplier<Optional<DaoRegistry>> daos;

    /**
     * Reads through these.
     *
     * @param daos looked up at the first read; where there are none, nothing is stored
     */
    public DaoStoredResources(Supplier<Optional<DaoRegistry>> daos) {
        this.daos = daos;
    }

    @Override
    public Optional<IBaseResource> current(String type, String id) {
        return read(new IdType(type, id));
    }

    @Override
    public Optional<IBaseResource> version(String type, String id, String version) {
        return read(new IdType(type, id, version));
    }

    private Optional<IBaseResource> read(IdType id) {
        try {
            return daos.get().map(registry -> registry.getResourceDao(id.getResourceType())
                    .read(id, new SystemRequestDetails()));
        } catch (ResourceNotFoundException | ResourceGoneException | InvalidRequestException e) {
            return Optional.empty();
        }
    }
}
