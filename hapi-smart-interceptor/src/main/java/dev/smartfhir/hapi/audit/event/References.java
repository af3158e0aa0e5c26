package dev.smartfhir.hapi.audit.event;

import java.util.Optional;
import org.hl7.fhir.r4.model.Reference;

/**
 * How a record refers to a resource.
 *
 * <p>Literally only with a version: such a reference never keeps the resource from being deleted, and stays when it is.
 * Where the resource is not stored, by an identifier.
 */
@FunctionalInterface
public interface References {

    /** Refers to everything by identifiers. */
    References NONE = (reference, version) -> Optional.empty();

    /**
     * The literal reference.
     *
     * @param reference {@code Type/id}
     * @param version   which version of it; empty for the current one
     * @return {@code Type/id/_history/version}; empty where it is not stored
     */
    Optional<String> literal(String reference, Optional<String> version);

    /** The reference to put into the record. */
    default Reference to(String reference, Optional<String> version) {
        Reference to = new Reference().setType(reference.substring(0, reference.indexOf('/')));
        literal(reference, version).ifPresentOrElse(to::setReference, () -> to.getIdentifier().setValue(reference));
        return to;
    }
}
