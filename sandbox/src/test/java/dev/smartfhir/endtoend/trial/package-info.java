/**
 * A trial on live traffic, and what is told of it.
 */
package dev.smartfhir.endtoend.trial;
