/** A second authorization server that can say anything. */
package dev.smartfhir.endtoend.issuer;
