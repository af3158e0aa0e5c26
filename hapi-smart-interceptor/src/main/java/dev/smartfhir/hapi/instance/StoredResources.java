package dev.smartfhir.hapi.instance;

import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Reads what is stored on the server's own behalf, to judge it.
 */
public interface StoredResources {

    /** The current version; empty where it is unknown or deleted. */
    Optional<IBaseResource> current(String type, String id);

    /** One version; empty where it is unknown or records a deletion. */
    Optional<IBaseResource> version(String type, String id, String version);
}
