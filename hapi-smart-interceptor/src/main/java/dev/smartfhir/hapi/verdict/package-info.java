/**
 * The rules, what they demand, and the verdict with the scope that would have been enough.
 */
package dev.smartfhir.hapi.verdict;
