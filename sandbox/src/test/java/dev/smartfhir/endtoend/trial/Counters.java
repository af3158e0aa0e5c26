package dev.smartfhir.endtoend.trial;

import dev.smartfhir.sandbox.client.Http;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The counters that a server shows at {@code /actuator/prometheus}. */
public final class Counters {

    private final URI root;

    public Counters(URI root) {
        this.root = root;
    }

    /** The sum of a counter over all its series that have these labels, each as {@code name="value"}. */
    public double sum(String name, String... labels) {
        return text().lines()
                .filter(line -> line.startsWith(name + "{") && List.of(labels).stream().allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Each series of a counter, by the values of these labels. */
    public Map<List<String>, Double> series(String name, String... labels) {
        Map<List<String>, Double> found = new HashMap<>();
        text().lines().filter(line -> line.startsWith(name + "{")).forEach(line -> found.merge(
                Stream.of(labels).map(label -> value(line, label)).toList(),
                Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)), Double::sum));
        return found;
    }

    /** What has risen since, and by how much, as soon as anything has. */
    public Map<List<String>, Double> risen(Map<List<String>, Double> before, String name, String... labels) {
        Instant end = Instant.now().plus(Duration.ofSeconds(10));
        Map<List<String>, Double> risen = new HashMap<>();
        while (risen.isEmpty() && Instant.now().isBefore(end)) {
            series(name, labels).forEach((series, count) -> {
                double rise = count - before.getOrDefault(series, 0.0);
                if (rise > 0) {
                    risen.put(series, rise);
                }
            });
        }
        return risen;
    }

    private static String value(String line, String label) {
        Matcher matcher = Pattern.compile("[{,]" + label + "=\"([^\"]*)\"").matcher(line);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** The same as soon as it is at least so much; decisions are told after the client has its answer. */
    public double atLeast(double sum, String name, String... labels) {
        Instant end = Instant.now().plus(Duration.ofSeconds(10));
        double found = sum(name, labels);
        while (found < sum && Instant.now().isBefore(end)) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            found = sum(name, labels);
        }
        return found;
    }

    public String text() {
        return new Http().send("GET", root.resolve("/actuator/prometheus"), Map.of(), null).body();
    }
}
