/**
 * Answers what the operator has configured under the prefix {@code smart.}, and refuses to start on what is unclear.
 */
package dev.smartfhir.hapi.config;
