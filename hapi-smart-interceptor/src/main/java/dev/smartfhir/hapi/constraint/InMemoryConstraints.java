package dev.smartfhir.hapi.constraint;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.jpa.searchparam.extractor.ISearchParamExtractor;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.smartfhir.scopes.Constraint;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates constraints in memory, by the server's own active search parameters.
 *
 * <p>Each constraint is read once for a type, and once more when its search parameter is another: an operator may load
 * and retire search parameters while the server runs. What cannot be evaluated is said once in the log, by type and
 * parameter alone.
 */
public final class InMemoryConstraints implements ConstraintMatcher {

    private static final Logger LOG = LoggerFactory.getLogger(InMemoryConstraints.class);
    private static final int REMEMBERED = 10_000;

    private final ISearchParamRegistry registry;
    private final Supplier<Optional<ISearchParamExtractor>> extractor;
    private final Cache<Key, Known> known = Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final Cache<String, Boolean> said = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /**
     * Evaluates on one server.
     *
     * @param registry  its search parameters, looked up each time
     * @param extractor reads from resources what it would index, looked up at the first use; without one nothing but
     *                  {@code _id}, {@code _tag}, {@code _security} and {@code _profile} can be evaluated
     */
    public InMemoryConstraints(ISearchParamRegistry registry, Supplier<Optional<ISearchParamExtractor>> extractor) {
        this.registry = registry;
        this.extractor = extractor;
    }

    @Override
    public boolean isEvaluable(String type, Constraint constraint) {
        return condition(type, constraint).isPresent();
    }

    @Override
    public boolean matches(IBaseResource resource, List<Constraint> constraints) {
        String type = resource.fhirType();
        return constraints.stream().allMatch(constraint ->
                condition(type, constraint).filter(condition -> condition.test().test(resource)).isPresent());
    }

    @Override
    public List<IQueryParameterType> query(String type, Constraint constraint) {
        return condition(type, constraint).map(condition -> condition.query().get()).orElse(List.of());
    }

    private Optional<Condition> condition(String type, Constraint constraint) {
        RuntimeSearchParam parameter = constraint.isEvaluable()
                ? registry.getActiveSearchParam(type, constraint.parameter(), SearchParamLookupContextEnum.SEARCH)
                : null;
        Key key = new Key(type, constraint);
        Known before = known.getIfPresent(key);
        if (before != null && before.parameter() == parameter) {
            return before.condition();
        }
        Known now = new Known(parameter, read(type, constraint, parameter));
        known.put(key, now);
        return now.condition();
    }

    private Optional<Condition> read(String type, Constraint constraint, RuntimeSearchParam parameter) {
        try {
            if (!constraint.isEvaluable()) {
                throw new NotEvaluable("chains, modifiers and parameters that filter nothing are not evaluated");
            }
            if (MetaConditions.know(constraint.parameter())) {
                return Optional.of(MetaConditions.read(constraint.parameter(), constraint.value()));
            }
            if (constraint.parameter().startsWith("_") || parameter == null || isBlank(parameter.getPath())) {
                throw new NotEvaluable("the type has no such active search parameter that can be evaluated");
            }
            ISearchParamExtractor reader = extractor.get()
                    .orElseThrow(() -> new NotEvaluable("this server has no search indexes"));
            return Optional.of(new IndexConditions(reader).read(parameter, constraint.value()));
        } catch (NotEvaluable e) {
            say(type, constraint.parameter(), e.getMessage());
            return Optional.empty();
        }
    }

    private void say(String type, String parameter, String reason) {
        if (said.asMap().putIfAbsent(type + "?" + parameter + ":" + reason, true) == null) {
            LOG.warn("A scope with a constraint on {} grants nothing on {}: {}", clean(parameter), clean(type), reason);
        }
    }

    /** A parameter's name comes from a scope: nothing in it may forge a line of the log. */
    private static String clean(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9_.:*-]", "?");
        return safe.length() > 64 ? safe.substring(0, 64) : safe;
    }

    private static boolean isBlank(String path) {
        return path == null || path.isBlank();
    }

    private record Key(String type, Constraint constraint) {
    }

    private record Known(RuntimeSearchParam parameter, Optional<Condition> condition) {
    }
}
