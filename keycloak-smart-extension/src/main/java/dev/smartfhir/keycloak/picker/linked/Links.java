package dev.smartfhir.keycloak.picker.linked;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.keycloak.picker.directory.DisplayText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The links in the resources of people, read from a FHIR server.
 *
 * @param idOf the id of the resource of this type on the same server that a reference names, type first
 * @param now when the links have to hold
 */
record Links(Reference idOf, Instant now) {

    /** Reads a literal reference. */
    @FunctionalInterface
    interface Reference {

        Optional<String> idOf(String type, String reference);
    }

    /** The patient of a RelatedPerson who is active within its period. */
    Optional<String> patientOf(JsonNode relatedPerson) {
        return Optional.of(relatedPerson).filter(this::isValid)
                .flatMap(person -> named("Patient").apply(person.path("patient")));
    }

    /** Those of a type whom a Person who is active is linked to; how surely he is one of them is not considered. */
    Set<String> of(JsonNode person, String type) {
        return isActive(person) ? DisplayText.elements(person.path("link"))
                .flatMap(link -> named(type).apply(link.path("target")).stream())
                .collect(Collectors.toUnmodifiableSet()) : Set.of();
    }

    private Function<JsonNode, Optional<String>> named(String type) {
        return target -> target.path("reference").isTextual()
                ? idOf.idOf(type, target.path("reference").textValue()) : Optional.empty();
    }

    private boolean isValid(JsonNode relatedPerson) {
        return isActive(relatedPerson)
                && ValidityPeriod.covers(relatedPerson.path("period"), now, ZoneId.systemDefault());
    }

    private static boolean isActive(JsonNode resource) {
        return resource.path("active").asBoolean(true);
    }
}
