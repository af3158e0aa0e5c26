package dev.smartfhir.endtoend.fuzz.check;

import dev.smartfhir.endtoend.fuzz.draw.Include;
import dev.smartfhir.endtoend.fuzz.oracle.Elements;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzToken;
import dev.smartfhir.endtoend.fuzz.oracle.Oracle;
import dev.smartfhir.endtoend.fuzz.world.Key;
import dev.smartfhir.endtoend.fuzz.world.Version;
import dev.smartfhir.endtoend.fuzz.world.World;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which resources a search may include, and which it has to. */
final class IncludeBounds {

    private final World world;
    private final Oracle oracle;

    IncludeBounds(World world, Oracle oracle) {
        this.world = world;
        this.oracle = oracle;
    }

    /** What can be reached from the matches through resources that the token may see, as often as you like. */
    Set<Key> most(FuzzToken token, Collection<Key> matches, List<Include> includes) {
        Set<Key> all = new HashSet<>(matches);
        boolean grew = true;
        while (grew) {
            grew = all.addAll(step(token, Set.copyOf(all), includes));
        }
        return all;
    }

    /**
     * What the matches themselves lead to by an include that is not iterated. Two things may be left out: the user's
     * own record, which is open to read only; by {@code _revinclude}, types of which more is open to read than to
     * search.
     */
    Set<Key> least(FuzzToken token, Collection<Key> matches, List<Include> includes) {
        Set<Key> least = new HashSet<>();
        for (Include include : includes) {
            if (!include.iterate()) {
                Set<Key> reached = step(token, matches, List.of(include));
                reached.removeIf(key -> include.reverse() && mayBeLeftOut(token, key.type())
                        || !oracle.mayBeShown(token, world.current(key).orElseThrow().body()));
                least.addAll(reached);
            }
        }
        return least;
    }

    private boolean mayBeLeftOut(FuzzToken token, String type) {
        return !oracle.opensAll(token, 's', type)
                && !oracle.ways(token, 's', type).containsAll(oracle.ways(token, 'r', type));
    }

    private Set<Key> step(FuzzToken token, Collection<Key> from, List<Include> includes) {
        Set<Key> reached = new HashSet<>();
        for (Include include : includes) {
            for (Version version : world.currents()) {
                if (include.reverse()) {
                    if (oracle.covers(token, 's', version.body())
                            && targets(include, version).anyMatch(from::contains)) {
                        reached.add(version.key());
                    }
                } else if (from.contains(version.key())) {
                    targets(include, version).filter(target -> maySee(token, target)).forEach(reached::add);
                }
            }
        }
        return reached;
    }

    private boolean maySee(FuzzToken token, Key target) {
        return world.current(target).filter(version -> oracle.mayBeShown(token, version)).isPresent();
    }

    private static Stream<Key> targets(Include include, Version version) {
        return Elements.references(version.body()).entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(Key::of).filter(target ->
                        include.follows(version.key().type(), entry.getKey().name(), target.type())));
    }
}
