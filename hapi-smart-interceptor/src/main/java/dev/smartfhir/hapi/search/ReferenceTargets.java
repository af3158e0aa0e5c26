package dev.smartfhir.hapi.search;

import java.util.Set;

/**
 * The active search parameters of types, and to which types those that are references can lead.
 */
public interface ReferenceTargets {

    /**
     * The types that a search parameter can lead to.
     *
     * @return empty where the parameter is unknown, is no reference, or names no type and so can lead to any
     */
    Set<String> of(String type, String parameter);

    /** The types that this server stores. */
    Set<String> types();

    /** The codes of the active reference search parameters of a type. */
    Set<String> parametersOf(String type);

    /** Whether a type has an active search parameter of this code. */
    boolean isActive(String type, String parameter);
}
