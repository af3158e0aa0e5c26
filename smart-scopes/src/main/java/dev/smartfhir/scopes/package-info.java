/**
 * The grammar of SMART scopes and the algebra by which they are granted and enforced.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html">SMART App Launch 2.2,
 *      Scopes and Launch Context</a>
 */
package dev.smartfhir.scopes;
