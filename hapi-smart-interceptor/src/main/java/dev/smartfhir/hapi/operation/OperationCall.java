package dev.smartfhir.hapi.operation;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Parameters;

/**
 * A request that invokes an operation.
 *
 * @param type       the resource type in the URL; empty for the whole system
 * @param id         of the resource in the URL; empty where it names none
 * @param name       with its dollar sign, such as {@code $everything}
 * @param parameters the names of the parameters in URL and body, each without its modifier
 * @see <a href="https://hl7.org/fhir/R4/operations.html">FHIR R4, operations</a>
 */
public record OperationCall(Optional<String> type, Optional<String> id, String name, Set<String> parameters) {

    private static final Set<RestOperationTypeEnum> INVOKED = EnumSet.of(
            RestOperationTypeEnum.EXTENDED_OPERATION_SERVER, RestOperationTypeEnum.EXTENDED_OPERATION_TYPE,
            RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE);

    /** Takes the modifiers off the parameters. */
    public OperationCall {
        Set<String> names = new TreeSet<>();
        parameters.forEach(parameter -> names.add(parameter.split("[:.]", 2)[0]));
        parameters = names;
    }

    /** Whether a request invokes an operation. */
    public static boolean isMadeBy(RequestDetails request) {
        return request.getRestOperationType() != null && INVOKED.contains(request.getRestOperationType());
    }

    /** The operation that a request invokes; one in a compartment has no name here, and so is never allowed. */
    public static OperationCall of(RequestDetails request) {
        Set<String> parameters = new TreeSet<>(request.getParameters().keySet());
        if (request.getResource() instanceof Parameters body) {
            body.getParameter().forEach(parameter -> parameters.add(String.valueOf(parameter.getName())));
        }
        return new OperationCall(
                Optional.ofNullable(request.getResourceName()),
                Optional.ofNullable(request.getId()).filter(id -> id.hasIdPart()).map(id -> id.getIdPart()),
                request.getOperation() == null || request.getCompartmentName() != null ? "" : request.getOperation(),
                parameters);
    }

    /** As the operator names it: {@code Type/$name}, be it invoked on the type or on an instance, or {@code $name}. */
    String configuredName() {
        return type.map(given -> given + "/" + name).orElse(name);
    }

    /** Whether it collects what belongs to one patient or encounter, so that what is found can be filtered. */
    public boolean isEverythingOfOne() {
        return id.isPresent()
                && (configuredName().equals("Patient/$everything") || configuredName().equals("Encounter/$everything"));
    }
}
