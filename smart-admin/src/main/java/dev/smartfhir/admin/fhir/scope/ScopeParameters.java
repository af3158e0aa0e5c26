package dev.smartfhir.admin.fhir.scope;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.admin.fhir.examination.Check;
import dev.smartfhir.admin.fhir.examination.FhirServer;
import dev.smartfhir.admin.fhir.examination.Findings;
import dev.smartfhir.admin.fhir.examination.Json;
import dev.smartfhir.admin.http.ServerUnreachable;
import dev.smartfhir.scopes.Constraint;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Does the server have every resource type and search parameter that a scope speaks of?
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#finer-grained-resource-constraints-using-search-parameters">
 *      SMART App Launch 2.2, Finer-grained resource constraints</a>
 */
public final class ScopeParameters implements Check {

    private final List<Scope> asked;

    /**
     * Looks at the given scopes.
     *
     * @param asked the scopes; where there are none, those of {@code scopes_supported}
     */
    public ScopeParameters(List<Scope> asked) {
        this.asked = List.copyOf(asked);
    }

    @Override
    public void examine(FhirServer server, Findings findings) throws ServerUnreachable {
        List<Scope> scopes = asked.isEmpty() ? supported(server) : asked;
        JsonNode rest = Json.object(server.metadata()).path("rest").path(0);
        long before = findings.problems();
        for (Scope scope : scopes) {
            if (scope instanceof ResourceScope resource) {
                judge(resource, rest, findings);
            }
        }
        if (findings.problems() == before) {
            findings.fine(server.base(), "scopes",
                    "It has the types and search parameters of " + scopes.size() + " scopes.");
        }
    }

    private static List<Scope> supported(FhirServer server) throws ServerUnreachable {
        return Json.texts(Json.object(server.smartConfiguration()).path("scopes_supported")).stream()
                .flatMap(text -> ScopeSet.readable(text).stream()).toList();
    }

    private static void judge(ResourceScope scope, JsonNode rest, Findings findings) {
        List<JsonNode> types = new ArrayList<>();
        rest.path("resource").forEach(resource -> {
            if (scope.isWildcard() || resource.path("type").asText().equals(scope.type())) {
                types.add(resource);
            }
        });
        if (types.isEmpty()) {
            findings.warning("scope " + scope, "unknown-type",
                    "The server has no " + scope.type() + ", so that this scope grants nothing.",
                    "Correct the scope, or have the server support the type (hapi.fhir.supported_resource_types).");
            return;
        }
        for (Constraint constraint : scope.constraints()) {
            if (!constraint.isEvaluable()) {
                findings.warning("scope " + scope, "constraint-not-enforceable", "A scope cannot be limited by "
                        + constraint.parameter() + ", so that it grants nothing.",
                        "Limit it by a search parameter without modifier and chain.");
            } else if (types.stream().noneMatch(type -> has(type, constraint, rest))) {
                findings.warning("scope " + scope, "missing-search-parameter", "The server has no search parameter "
                        + constraint.parameter() + " for " + scope.type() + ", so that this scope grants nothing.",
                        "Load the SearchParameter into the server, or correct the scope.");
            }
        }
    }

    private static boolean has(JsonNode type, Constraint constraint, JsonNode rest) {
        return names(type).contains(constraint.parameter()) || names(rest).contains(constraint.parameter());
    }

    private static List<String> names(JsonNode where) {
        List<String> names = new ArrayList<>();
        where.path("searchParam").forEach(parameter -> names.add(parameter.path("name").asText()));
        return names;
    }
}
