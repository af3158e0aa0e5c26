package dev.smartfhir.hapi.verdict;

import dev.smartfhir.hapi.grant.Need;

/**
 * A need, and the rule because of which there is one.
 */
public record Demand(Rule rule, Need need) {
}
