package dev.smartfhir.hapi.transaction;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import dev.smartfhir.hapi.compartment.FhirId;
import dev.smartfhir.hapi.decision.Decision;
import dev.smartfhir.scopes.ResourceTypes;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;

/**
 * What the {@code request} of a Bundle entry says that it is, without its parameters.
 *
 * @param interaction HAPI's code of the interaction; {@code unknown} for what is none
 * @param type        a FHIR resource type
 * @param id          a FHIR id without a version
 */
record EntryPath(String interaction, Optional<String> type, Optional<String> id) {

    static EntryPath of(BundleEntryComponent entry) {
        HTTPVerb method = entry.getRequest().getMethod();
        String text = entry.getRequest().getUrl();
        Optional<EntryUrl> url = EntryUrl.parse(text == null ? "" : text);
        if (method == null || url.isEmpty()) {
            return new EntryPath(Decision.UNKNOWN, Optional.empty(), Optional.empty());
        }
        Optional<String> type = segment(url.get(), 0).filter(ResourceTypes::isKnown);
        return new EntryPath(interaction(method, url.get()), type,
                type.flatMap(known -> segment(url.get(), 1)).filter(FhirId::isValid));
    }

    private static String interaction(HTTPVerb method, EntryUrl url) {
        if (url.isOperation()) {
            return operation(url).getCode();
        }
        return switch (method) {
            case POST -> RestOperationTypeEnum.CREATE.getCode();
            case PUT -> RestOperationTypeEnum.UPDATE.getCode();
            case PATCH -> RestOperationTypeEnum.PATCH.getCode();
            case DELETE -> RestOperationTypeEnum.DELETE.getCode();
            case GET -> read(url).map(RestOperationTypeEnum::getCode).orElse(Decision.UNKNOWN);
            default -> Decision.UNKNOWN;
        };
    }

    private static RestOperationTypeEnum operation(EntryUrl url) {
        return switch (url.depth()) {
            case 1 -> RestOperationTypeEnum.EXTENDED_OPERATION_SERVER;
            case 2 -> RestOperationTypeEnum.EXTENDED_OPERATION_TYPE;
            default -> RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE;
        };
    }

    private static Optional<RestOperationTypeEnum> read(EntryUrl url) {
        boolean history = url.path().contains("_history");
        return Optional.ofNullable(switch (url.depth()) {
            case 0 -> RestOperationTypeEnum.SEARCH_SYSTEM;
            case 1 -> history ? RestOperationTypeEnum.HISTORY_SYSTEM
                    : url.segment(0).equals("metadata") ? RestOperationTypeEnum.METADATA
                    : RestOperationTypeEnum.SEARCH_TYPE;
            case 2 -> history ? RestOperationTypeEnum.HISTORY_TYPE
                    : url.segment(1).equals("_search") ? RestOperationTypeEnum.SEARCH_TYPE
                    : RestOperationTypeEnum.READ;
            case 3 -> history ? RestOperationTypeEnum.HISTORY_INSTANCE : RestOperationTypeEnum.SEARCH_TYPE;
            case 4 -> history ? RestOperationTypeEnum.VREAD : RestOperationTypeEnum.SEARCH_TYPE;
            default -> null;
        });
    }

    private static Optional<String> segment(EntryUrl url, int index) {
        return index < url.depth() ? Optional.of(url.segment(index)) : Optional.empty();
    }
}
