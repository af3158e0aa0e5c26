package dev.smartfhir.hapi.search;

import dev.smartfhir.scopes.ResourceTypes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The chains that the operator lets count as part of the searched type (D-05).
 *
 * <p>Each is {@code Type:parameter.parameter}, such as {@code ClaimResponse:request.patient.name}, and may say to which
 * type a step leads, such as {@code ClaimResponse:request:Claim.patient:Patient.name}. A request may say so as well, but
 * not another type. Of modifiers only {@code :exact} and {@code :contains} are the same chain.
 */
public final class AllowedChains {

    private static final Set<String> MODIFIERS = Set.of("", "exact", "contains");

    private final Map<String, List<List<Step>>> chains;

    /** These chains. */
    public AllowedChains(Set<String> chains) {
        this.chains = chains.stream().collect(Collectors.groupingBy(
                chain -> key(type(chain), steps(path(chain))),
                Collectors.mapping(chain -> steps(path(chain)), Collectors.toUnmodifiableList())));
    }

    /** Whether a parameter of a search on a type is an allowed chain. */
    boolean contain(String type, String parameter) {
        List<Step> asked = steps(parameter);
        return MODIFIERS.contains(asked.get(asked.size() - 1).qualifier())
                && chains.getOrDefault(key(type, asked), List.of()).stream().anyMatch(one -> agree(one, asked));
    }

    /** Whether no step but the last, whose qualifier is a modifier, leads elsewhere than an allowed one. */
    private static boolean agree(List<Step> allowed, List<Step> asked) {
        return IntStream.range(0, asked.size() - 1)
                .allMatch(i -> allowed.get(i).leadsTo(asked.get(i).qualifier()));
    }

    private static String type(String chain) {
        return chain.substring(0, chain.indexOf(':'));
    }

    private static String path(String chain) {
        return chain.substring(chain.indexOf(':') + 1);
    }

    private static String key(String type, List<Step> steps) {
        return type + ":" + steps.stream().map(Step::name).collect(Collectors.joining("."));
    }

    private static List<Step> steps(String parameter) {
        return Arrays.stream(parameter.split("\\.", -1)).map(Step::parse).toList();
    }

    /** A parameter with the type that it leads to, or with its modifier; empty where it has none. */
    private record Step(String name, String qualifier) {

        static Step parse(String text) {
            int colon = text.indexOf(':');
            return colon < 0 ? new Step(text, "") : new Step(text.substring(0, colon), text.substring(colon + 1));
        }

        boolean leadsTo(String type) {
            return type.isEmpty() || type.equals(qualifier) || qualifier.isEmpty() && ResourceTypes.isKnown(type);
        }
    }
}
