/** Which resources a token may see, computed from the scopes and the stored JSON alone. */
package dev.smartfhir.endtoend.fuzz.oracle;
