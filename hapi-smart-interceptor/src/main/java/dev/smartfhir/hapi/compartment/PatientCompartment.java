package dev.smartfhir.hapi.compartment;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.util.FhirTerser;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;

/**
 * Whether a resource is about a patient, told from the resource alone (D-10).
 *
 * <p>A patient is in its own compartment by its id. Any other resource is where one of its compartment parameters holds
 * {@code Patient/id} literally, with or without a version. Absolute references, identifiers, display texts and
 * contained patients put nothing into a compartment; what is not understood is not in it.
 *
 * @see <a href="https://hl7.org/fhir/R4/compartmentdefinition-patient.html">FHIR R4, Patient compartment</a>
 */
public final class PatientCompartment {

    private static final String PATIENT = "Patient";
    private static final Set<String> SUBJECTS = Set.of("patient", "subject", "beneficiary", "individual");

    private final FhirTerser terser;
    private final Map<String, Set<String>> paths;
    private final Map<String, Set<String>> subjects;

    /** The compartment in this FHIR version; in any other than R4 it holds patients only. */
    public PatientCompartment(FhirContext fhir) {
        this.terser = fhir.newTerser();
        this.paths = paths(fhir, name -> true);
        this.subjects = paths(fhir, SUBJECTS::contains);
    }

    /** Whether resources of a type can be in a patient's compartment. */
    public boolean holds(String type) {
        return type.equals(PATIENT) || paths.containsKey(type);
    }

    /**
     * Whether a resource is in the compartment of one of these patients.
     *
     * @param patients ids
     */
    public boolean contains(IBaseResource resource, Collection<String> patients) {
        String type = resource.fhirType();
        return type.equals(PATIENT)
                ? patients.contains(String.valueOf(resource.getIdElement().getIdPart()))
                : owners(resource, type).anyMatch(patients::contains);
    }

    /**
     * Whether a body is in the compartment of one of these patients and of no other's, and says in a way that can be
     * judged whom it is about: a subject by identifier, by display text, contained or on another server may be anybody.
     */
    public boolean isWrittenFor(IBaseResource body, Collection<String> patients) {
        return contains(body, patients)
                && paths.getOrDefault(body.fhirType(), Set.of()).stream()
                        .flatMap(path -> terser.getValues(body, path, IBaseReference.class).stream())
                        .flatMap(PatientCompartment::target)
                        .allMatch(target -> FhirId.ofPatient(target).map(patients::contains).orElse(true))
                && subjects.getOrDefault(body.fhirType(), Set.of()).stream()
                        .flatMap(path -> terser.getValues(body, path, IBaseReference.class).stream())
                        .map(reference -> String.valueOf(reference.getReferenceElement().getValue()))
                        .allMatch(reference -> FhirId.isRelative(reference)
                                && FhirId.ofPatient(reference).map(patients::contains)
                                        .orElse(!reference.startsWith(PATIENT + "/")));
    }

    /**
     * Each {@code Type/id} that any reference of a resource leads to, where that type can be about a patient: also
     * outside of the compartment's parameters, and in every shape that HAPI makes a reference to a stored resource of,
     * such as {@code /Patient/id}.
     */
    public Set<String> ledToBy(IBaseResource resource) {
        return terser.getAllPopulatedChildElementsOfType(resource, IBaseReference.class).stream()
                .flatMap(PatientCompartment::target)
                .filter(target -> holds(target.substring(0, target.indexOf('/'))))
                .collect(Collectors.toSet());
    }

    /** The element paths that a parameter indexes on a type, without the conditions on what they lead to. */
    static Stream<String> pathsOf(String type, RuntimeSearchParam parameter) {
        return parameter == null ? Stream.empty() : parameter.getPathsSplit().stream()
                .map(path -> path.strip().replaceAll("\\.where\\(resolve\\(\\) is [A-Za-z]+\\)$", ""))
                .map(path -> path.replaceAll("^\\((.*?)( as Reference)?\\)$", "$1"))
                .filter(path -> path.startsWith(type + "."));
    }

    /** The patients in whose compartments a resource is. */
    public Set<String> patientsOf(IBaseResource resource) {
        String type = resource.fhirType();
        return type.equals(PATIENT)
                ? Set.of(String.valueOf(resource.getIdElement().getIdPart()))
                : owners(resource, type).collect(Collectors.toSet());
    }

    private static Map<String, Set<String>> paths(FhirContext fhir, Predicate<String> chosen) {
        boolean known = fhir.getVersion().getVersion() == FhirVersionEnum.R4;
        return (known ? CompartmentParameters.types() : Set.<String>of()).stream().collect(Collectors.toUnmodifiableMap(
                type -> type,
                type -> CompartmentParameters.of(type).stream()
                        .filter(chosen)
                        .flatMap(name -> pathsOf(type, fhir.getResourceDefinition(type).getSearchParam(name)))
                        .collect(Collectors.toUnmodifiableSet())));
    }

    private Stream<String> owners(IBaseResource resource, String type) {
        return paths.getOrDefault(type, Set.of()).stream()
                .flatMap(path -> terser.getValues(resource, path, IBaseReference.class).stream())
                .flatMap(PatientCompartment::patient);
    }

    private static Stream<String> target(IBaseReference reference) {
        IIdType id = reference.getReferenceElement();
        return id.hasResourceType() && id.hasIdPart()
                ? Stream.of(id.getResourceType() + "/" + id.getIdPart())
                : Stream.empty();
    }

    private static Stream<String> patient(IBaseReference reference) {
        return Optional.ofNullable(reference.getReferenceElement().getValue()).flatMap(FhirId::ofPatient).stream();
    }
}
