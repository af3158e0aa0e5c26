package dev.smartfhir.hapi.grant;

import java.util.function.Predicate;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Whether a resource that leaves it to another one who may see it is open to whom that other one is shown.
 */
public interface SecurityContexts {

    /** A server on which no resource does so. */
    SecurityContexts NONE = (resource, shown) -> true;

    /**
     * Whether the resource that decides is shown.
     *
     * @param shown whether the token shows a resource
     * @return true where no other resource decides
     */
    boolean allow(IBaseResource resource, Predicate<IBaseResource> shown);
}
