package dev.smartfhir.endtoend.events;

import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.Http;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Keycloak's counters of SMART at one moment, as Prometheus reads them. */
record KeycloakMetrics(Map<String, Double> counters) {

    private static final Pattern LINE = Pattern.compile("(?m)^(smart_\\w+_total\\{[^}]*}) ([0-9.Ee+]+)$");
    private static final Pattern TAG = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    static KeycloakMetrics now(Servers servers) {
        String page = new Http().send("GET", servers.keycloakMetrics(), Map.of(), null).body();
        return new KeycloakMetrics(LINE.matcher(page).results()
                .collect(Collectors.toMap(line -> line.group(1), line -> Double.parseDouble(line.group(2)))));
    }

    /** The value of the one counter of this name that has these tags, such as {@code result="granted"}; 0 if none. */
    double of(String name, String... tags) {
        return counters.entrySet().stream().filter(counter -> counter.getKey().startsWith(name + "{"))
                .filter(counter -> Set.of(tags).stream().allMatch(counter.getKey()::contains))
                .mapToDouble(Map.Entry::getValue).sum();
    }

    /** Every value of every tag but the realm. */
    Set<String> tagValues() {
        return counters.keySet().stream().flatMap(counter -> TAG.matcher(counter).results())
                .filter(tag -> !tag.group(1).equals("realm")).map((MatchResult tag) -> tag.group(2)).collect(Collectors.toCollection(TreeSet::new));
    }
}
