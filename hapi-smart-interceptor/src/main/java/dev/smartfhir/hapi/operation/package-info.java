/**
 * The operations that the operator allows, what they demand, and what of their output is shown.
 */
package dev.smartfhir.hapi.operation;
