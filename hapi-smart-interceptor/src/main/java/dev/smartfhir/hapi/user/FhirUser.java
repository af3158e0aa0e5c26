package dev.smartfhir.hapi.user;

import dev.smartfhir.hapi.authentication.ComparableUrl;
import dev.smartfhir.hapi.compartment.FhirId;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * The resource of this server that a token's {@code fhirUser} claim names.
 *
 * @param type Patient, Practitioner, PractitionerRole, RelatedPerson or Person
 * @param id   its id
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#scopes-for-requesting-identity-data">
 *      SMART App Launch 2.2, Scopes for requesting identity data</a>
 */
public record FhirUser(String type, String id) {

    private static final Set<String> TYPES =
            Set.of("Patient", "Practitioner", "PractitionerRole", "RelatedPerson", "Person");

    /**
     * Reads {@code Type/id}, relative or under the server's base URL.
     *
     * @param claim    the claim; anything but such a text is no user of this server
     * @param fhirBase the server's base URL as clients know it
     */
    public static Optional<FhirUser> of(Object claim, URI fhirBase) {
        if (!(claim instanceof String text)) {
            return Optional.empty();
        }
        String[] parts = text.split("/", -1);
        int last = parts.length - 1;
        if (last < 1 || !TYPES.contains(parts[last - 1]) || !FhirId.isValid(parts[last])) {
            return Optional.empty();
        }
        String relative = parts[last - 1] + "/" + parts[last];
        String base = text.substring(0, text.length() - relative.length());
        boolean here = base.isEmpty() || base.endsWith("/")
                && ComparableUrl.of(base).equals(ComparableUrl.of(fhirBase.toString()));
        return here ? Optional.of(new FhirUser(parts[last - 1], parts[last])) : Optional.empty();
    }
}
