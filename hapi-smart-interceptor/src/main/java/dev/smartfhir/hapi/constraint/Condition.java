package dev.smartfhir.hapi.constraint;

import ca.uhn.fhir.model.api.IQueryParameterType;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * A constraint on resources of one type, understood.
 *
 * @param test  whether a resource meets it
 * @param query what a search asks the database for to find just what meets it; gives none where no search does
 */
record Condition(Predicate<IBaseResource> test, Supplier<List<IQueryParameterType>> query) {
}
