package dev.smartfhir.hapi.interaction;

import ca.uhn.fhir.rest.api.PatchTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.method.ResourceParameter;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.smartfhir.hapi.grant.Need;
import dev.smartfhir.hapi.verdict.Demands;
import dev.smartfhir.hapi.verdict.Rule;
import dev.smartfhir.scopes.Interaction;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseBinary;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * What a patch demands beyond its letter: read, where its outcome tells what is stored.
 *
 * <p>A JSON Patch that only adds, replaces and removes tells no value. A {@code test} does, as do a {@code copy} into
 * an element whose errors are told, and the selections of FHIRPath and XML patches.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6902#section-4">RFC 6902, section 4</a>
 */
final class Patches {

    private static final Set<String> BLIND = Set.of("add", "replace", "remove");
    /** Strict, so that no other reader can find other operations in the same text. */
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Patches() {
    }

    /** What the body of a PATCH demands, read in the characters that HAPI reads. */
    static Demands of(String type, RequestDetails request) {
        try (Reader body = ResourceParameter.createRequestReader(request)) {
            StringWriter text = new StringWriter();
            body.transferTo(text);
            return of(type, request.getHeader("Content-Type"), text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a patch in a Bundle entry demands: a Binary that holds it, or FHIRPath patch Parameters. */
    static Demands of(String type, IBaseResource patch) {
        return patch instanceof IBaseBinary binary && binary.getContent() != null
                ? of(type, binary.getContentType(), new String(binary.getContent(), StandardCharsets.UTF_8))
                : reading(type);
    }

    private static Demands of(String type, String contentType, String body) {
        String media = contentType == null ? "" : contentType.split(";", 2)[0].strip();
        if (media.equals(PatchTypeEnum.JSON_PATCH.getContentType())) {
            return isBlind(body) ? Demands.none() : reading(type);
        }
        return media.equals(PatchTypeEnum.XML_PATCH.getContentType()) && !XmlPatch.isSafe(body)
                ? reading(type).and(Demands.invalid(XmlPatch.REFUSED))
                : reading(type);
    }

    private static boolean isBlind(String body) {
        try {
            JsonNode operations = JSON.readTree(body);
            if (!operations.isArray()) {
                return false;
            }
            for (JsonNode operation : operations) {
                if (!BLIND.contains(operation.path("op").asText())) {
                    return false;
                }
            }
            return true;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static Demands reading(String type) {
        return Demands.of(Rule.PATCH, new Need(Interaction.READ, type));
    }
}
