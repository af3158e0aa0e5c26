package dev.smartfhir.hapi.search;

import java.util.Set;

/**
 * To which resource types the reference search parameters of a type can lead.
 */
public interface ReferenceTargets {

    /**
     * The types that a search parameter can lead to.
     *
     * @return empty where the parameter is unknown, is no reference, or names no type and so can lead to any
     */
    Set<String> of(String type, String parameter);

    /** The codes of the active reference search parameters of a type. */
    Set<String> parametersOf(String type);
}
