package dev.smartfhir.keycloak.identity;

import dev.smartfhir.keycloak.audience.FhirBaseUrl;
import dev.smartfhir.keycloak.audience.FhirServer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.UserModel;

/**
 * The FHIR resource that represents a user, on one FHIR server: what the user attribute {@value #ATTRIBUTE} says.
 * The attribute is a relative reference such as {@code Practitioner/123}, or an absolute URL under the FHIR base; it
 * has one value, or one absolute URL for each FHIR server.
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
    /** User attribute: the patients that a related person or other user acts for; many values. */
    public static final String PATIENTS_ATTRIBUTE = "fhirPatients";

    /** The type of the resources that are patients. */
    public static final String PATIENT = "Patient";

    private static final Set<String> TYPES =
            Set.of(PATIENT, "Practitioner", "PractitionerRole", "RelatedPerson", "Person");
    /** The id of no patient. */
    static final String NOBODY = "";
    /** The id of no patient, where the FHIR server that knows the links did not answer. */
    public static final String UNREACHABLE = "?";

    private static final Pattern PROFESSIONAL =
            Pattern.compile("(.*/)?Practitioner(Role)?/[A-Za-z0-9.-]{1,64}");
    private static final Pattern REFERENCE = Pattern.compile("([A-Za-z]{1,64})/([A-Za-z0-9.-]{1,64})");

    /**
     * The resource of a user on a FHIR server; empty where the user has none there, where a value has another shape,
     * where two values name two resources, and where all point to other servers. A relative reference names a Patient,
     * RelatedPerson or Person only in a realm of one FHIR server: the same id is somebody else on another one.
     */
    public static Optional<FhirUser> of(UserModel user, FhirServer server) {
        List<String> values = user.getAttributeStream(ATTRIBUTE).map(String::strip).distinct().toList();
        if (!values.stream().allMatch(value -> isAbsolute(value) || REFERENCE.matcher(value).matches())) {
            return Optional.empty();
        }
        List<FhirUser> here = values.stream().flatMap(value -> read(value, server.base())
                .filter(known -> isAbsolute(value) || server.only()
                        || values.size() == 1 && !known.isBoundToPatients()).stream()).distinct().toList();
        return here.size() == 1 ? Optional.of(here.get(0)) : Optional.empty();
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
     * The ids of the patients that administrators linked the user to, on one FHIR server. A value is an absolute URL
     * under its FHIR base; in a realm of one FHIR server also {@code Patient/id} or the id. Where no value is about
     * this server, and where the attribute {@value #ATTRIBUTE} names nobody on it and is not that of a professional on
     * another one, he acts for {@link #NOBODY} else: a patient of another hospital is no professional here.
     *
     * @param server a FHIR server of the realm, or {@code null} where none is at stake
     */
    public static Set<String> patientsOf(UserModel user, FhirServer server) {
        Set<String> links = links(user).flatMap(value -> patient(value, server).stream())
                .collect(Collectors.toCollection(HashSet::new));
        boolean stranger = server != null && of(user, server).isEmpty()
                && user.getAttributeStream(ATTRIBUTE).anyMatch(value -> !PROFESSIONAL.matcher(value.strip()).matches());
        if (stranger || links.isEmpty() && hasLinks(user)) {
            links.add(NOBODY);
        }
        return Set.copyOf(links);
    }

    /** Whether administrators linked the user to patients at all, on whatever server; then these links alone count. */
    public static boolean hasLinks(UserModel user) {
        return links(user).findAny().isPresent();
    }

    private static Stream<String> links(UserModel user) {
        return user.getAttributeStream(PATIENTS_ATTRIBUTE).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static Optional<String> patient(String value, FhirServer server) {
        if (isAbsolute(value)) {
            return server == null ? Optional.empty()
                    : read(value, server.base()).filter(FhirUser::isPatient).map(FhirUser::id);
        }
        String id = value.startsWith("Patient/") ? value.substring("Patient/".length()) : value;
        return Optional.of(id).filter(known -> (server == null || server.only())
                && REFERENCE.matcher("Patient/" + known).matches());
    }

    public boolean isPatient() {
        return type.equals(PATIENT);
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

    private static boolean isAbsolute(String reference) {
        return reference.contains("://");
    }

    private static String relative(String reference, String fhirBase) {
        String[] parts = reference.split("/", -1);
        if (parts.length < 5 || !isAbsolute(reference)) {
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
