package dev.smartfhir.hapi.constraint;

import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.param.UriParam;
import dev.smartfhir.hapi.compartment.FhirId;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseCoding;
import org.hl7.fhir.instance.model.api.IBaseMetaType;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Constraints on what every resource has: {@code _id}, {@code _tag}, {@code _security}, {@code _profile}.
 *
 * <p>HAPI keeps these apart from its search indexes. Its matcher takes {@code _security=|} for everything, and its
 * search drops a label without a code, so that both are left aside here. {@code _lastUpdated} and {@code _source} are
 * for the server to set, and are not evaluated.
 */
final class MetaConditions {

    private static final String ID = "_id";
    private static final String TAG = "_tag";
    private static final String SECURITY = "_security";
    private static final String PROFILE = "_profile";
    private static final Set<String> NAMES = Set.of(ID, TAG, SECURITY, PROFILE);

    private MetaConditions() {
    }

    static boolean know(String parameter) {
        return NAMES.contains(parameter);
    }

    static Condition read(String parameter, String value) throws NotEvaluable {
        return switch (parameter) {
            case ID -> id(Values.read(value, MetaConditions::validId));
            case TAG -> labels(IBaseMetaType::getTag, Values.read(value, TokenValue::parse));
            case SECURITY -> labels(IBaseMetaType::getSecurity, Values.read(value, TokenValue::parse));
            case PROFILE -> profile(Values.of(value));
            default -> throw new NotEvaluable("this parameter is not one of the resource's own");
        };
    }

    private static Condition id(List<String> ids) {
        return new Condition(
                resource -> ids.contains(String.valueOf(resource.getIdElement().getIdPart())),
                () -> ids.stream().<IQueryParameterType>map(StringParam::new).toList());
    }

    private static Condition labels(
            Function<IBaseMetaType, List<? extends IBaseCoding>> labels, List<TokenValue> values) {
        boolean plain = values.stream().allMatch(TokenValue::isPlain);
        return new Condition(
                resource -> labels.apply(resource.getMeta()).stream().anyMatch(label ->
                        values.stream().anyMatch(value -> value.matches(label.getSystem(), label.getCode()))),
                () -> plain ? values.stream().map(TokenValue::query).toList() : List.of());
    }

    private static Condition profile(List<String> profiles) {
        return new Condition(
                resource -> profilesOf(resource).anyMatch(profiles::contains),
                () -> profiles.stream().<IQueryParameterType>map(UriParam::new).toList());
    }

    private static Stream<String> profilesOf(IBaseResource resource) {
        return resource.getMeta().getProfile().stream().map(profile -> String.valueOf(profile.getValueAsString()));
    }

    private static String validId(String text) throws NotEvaluable {
        if (!FhirId.isValid(text)) {
            throw new NotEvaluable("not a FHIR id");
        }
        return text;
    }
}
