package dev.smartfhir.hapi.verdict;

import dev.smartfhir.hapi.grant.Need;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that a request demands of a token, found from the request alone (D-23).
 *
 * @param list      what the scopes must cover, all of it
 * @param forbidden the rule that refuses the request whatever the scopes; it stands above everything else
 * @param invalid   why the request cannot be judged at all, and so cannot be done
 */
public record Demands(List<Demand> list, Optional<Rule> forbidden, Optional<String> invalid) {

    private static final Demands NONE = new Demands(List.of(), Optional.empty(), Optional.empty());

    /** Copies the list. */
    public Demands {
        list = List.copyOf(list);
    }

    /** A request that every verified token may send. */
    public static Demands none() {
        return NONE;
    }

    /** A request with one need. */
    public static Demands of(Rule rule, Need need) {
        return of(List.of(new Demand(rule, need)));
    }

    /** A request with these demands. */
    public static Demands of(Collection<Demand> demands) {
        return new Demands(List.copyOf(demands), Optional.empty(), Optional.empty());
    }

    /** A request that no scope opens. */
    public static Demands forbiddenBy(Rule rule) {
        return new Demands(List.of(), Optional.of(rule), Optional.empty());
    }

    /** A request that makes no sense; the reason is a sentence without any value of the request. */
    public static Demands invalid(String reason) {
        return new Demands(List.of(), Optional.empty(), Optional.of(reason));
    }

    /** What both demand. */
    public Demands and(Demands others) {
        return all(Stream.of(this, others));
    }

    /** What all of them demand. */
    public static Demands all(Stream<Demands> parts) {
        Set<Demand> list = new LinkedHashSet<>();
        List<Demands> every = parts.toList();
        every.forEach(part -> list.addAll(part.list));
        return new Demands(List.copyOf(list),
                every.stream().flatMap(part -> part.forbidden.stream()).findFirst(),
                every.stream().flatMap(part -> part.invalid.stream()).findFirst());
    }

    /** The needs of all demands. */
    public List<Need> needs() {
        return list.stream().map(Demand::need).distinct().toList();
    }
}
