package dev.smartfhir.keycloak.identity;

import dev.smartfhir.keycloak.audience.FhirBaseUrl;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.UserModel;

/**
 * The FHIR resource that represents a user, on one FHIR server: what the user attribute {@value #ATTRIBUTE} says.
 * The attribute is a relative reference such as {@code Practitioner/123}, or an absolute URL under the FHIR base.
 *
 * @param type Patient, Practitioner, PractitionerRole, RelatedPerson or Person
 * @param id the resource's id
 * @param url the absolute URL under the FHIR base, as the claim {@code fhirUser} carries it
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#scopes-for-requesting-identity-data">
 *      SMART App Launch 2.2, identity data</a>
 */
public record FhirUser(String type, String id, String url) {

    /** User attribute and claim, both of this name. */
    public static final String ATTRIBUTE = "fhirUser";
    /** User attribute: the ids of the patients that a related person or other user acts for; many values. */
    public static final String PATIENTS_ATTRIBUTE = "fhirPatients";

    private static final Set<String> TYPES =
            Set.of("Patient", "Practitioner", "PractitionerRole", "RelatedPerson", "Person");
    /** The id of no patient. */
    static final String NOBODY = "";

    private static final Pattern PROFESSIONAL =
            Pattern.compile("(.*/)?Practitioner(Role)?/[A-Za-z0-9.-]{1,64}");
    private static final Pattern REFERENCE = Pattern.compile("([A-Za-z]{1,64})/([A-Za-z0-9.-]{1,64})");

    /**
     * The resource of a user on a FHIR server; empty where the user has none there, where the attribute has another
     * shape or several values, and where it points to another server.
     *
     * @param fhirBase a FHIR base URL of the realm
     */
    public static Optional<FhirUser> of(UserModel user, String fhirBase) {
        var values = user.getAttributeStream(ATTRIBUTE).toList();
        return values.size() == 1 ? read(values.get(0), fhirBase) : Optional.empty();
    }

    /** Reads such a reference, whoever wrote it. */
    public static Optional<FhirUser> read(String attribute, String fhirBase) {
        Matcher matcher = REFERENCE.matcher(relative(attribute.strip(), fhirBase));
        if (!matcher.matches() || !TYPES.contains(matcher.group(1))) {
            return Optional.empty();
        }
        String reference = matcher.group(1) + "/" + matcher.group(2);
        return Optional.of(new FhirUser(matcher.group(1), matcher.group(2), withoutSlash(fhirBase) + "/" + reference));
    }

    /**
     * The ids of the patients that the user acts for. Where the attribute {@value #ATTRIBUTE} names nobody on this FHIR
     * server, and is not that of a professional on another one, he acts for {@link #NOBODY} else: a patient of another
     * hospital is no professional here.
     *
     * @param fhirBase a FHIR base URL of the realm, or {@code null} where no server is at stake
     */
    public static Set<String> patientsOf(UserModel user, String fhirBase) {
        Stream<String> links = user.getAttributeStream(PATIENTS_ATTRIBUTE)
                .map(value -> value.startsWith("Patient/") ? value.substring("Patient/".length()) : value)
                .filter(id -> REFERENCE.matcher("Patient/" + id).matches());
        boolean stranger = fhirBase != null && of(user, fhirBase).isEmpty()
                && user.getAttributeStream(ATTRIBUTE).anyMatch(value -> !PROFESSIONAL.matcher(value.strip()).matches());
        return Stream.concat(links, stranger ? Stream.of(NOBODY) : Stream.empty())
                .collect(Collectors.toUnmodifiableSet());
    }

    public boolean isPatient() {
        return type.equals("Patient");
    }

    /** Whether this person acts for patients of his own circle only, not for those of a hospital. */
    public boolean isBoundToPatients() {
        return isPatient() || type.equals("RelatedPerson") || type.equals("Person");
    }

    /**
     * Whether a user may act for a patient: a Patient for himself, a person of a patient's circle for those whom he is
     * linked to, and a professional for everyone whom the FHIR server shows him.
     *
     * @param user the user's own resource, if he has one
     * @param links the ids of the patients whom the user acts for
     */
    public static boolean mayActFor(String patient, Optional<FhirUser> user, Set<String> links) {
        if (user.filter(FhirUser::isPatient).isPresent()) {
            return user.get().id().equals(patient);
        }
        return links.isEmpty() && user.filter(FhirUser::isBoundToPatients).isEmpty() || links.contains(patient);
    }

    private static String relative(String reference, String fhirBase) {
        String[] parts = reference.split("/", -1);
        if (parts.length < 5 || !reference.contains("://")) {
            return reference;
        }
        String tail = parts[parts.length - 2] + "/" + parts[parts.length - 1];
        String base = reference.substring(0, reference.length() - tail.length());
        boolean same = FhirBaseUrl.read(base)
                .flatMap(url -> FhirBaseUrl.read(fhirBase).filter(url::isSameAs)).isPresent();
        return same ? tail : reference;
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
