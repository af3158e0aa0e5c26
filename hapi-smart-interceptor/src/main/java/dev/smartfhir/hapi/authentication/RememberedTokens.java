package dev.smartfhir.hapi.authentication;

/**
 * How many verified tokens are remembered at the moment, and how often that has saved a verification since the start.
 *
 * @param size   how many, about
 * @param hits   tokens that were remembered
 * @param misses tokens that were not
 */
public record RememberedTokens(long size, long hits, long misses) {
}
