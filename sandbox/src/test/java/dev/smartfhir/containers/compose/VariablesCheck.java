package dev.smartfhir.containers.compose;

import dev.smartfhir.containers.ContainerFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every variable is required, and {@code .env.example} has exactly those; none of the secret ones has a value. */
public final class VariablesCheck {

    private static final Pattern VARIABLE = Pattern.compile("\\$(\\$|\\{([^}]*)}|[A-Za-z_]\\w*)?");
    private static final Pattern REQUIRED = Pattern.compile("(\\w+):\\?.+");
    private static final Pattern SECRET = Pattern.compile("(?i).*(password|secret|token|credential).*");
    /** Read by Docker Compose itself. */
    private static final Set<String> OF_COMPOSE = Set.of("COMPOSE_FILE");

    private VariablesCheck() {
    }

    public static List<String> faults(ContainerFiles files) {
        List<String> faults = new ArrayList<>();
        Map<String, String> example = files.exampleEnvironment();
        Set<String> used = new TreeSet<>(OF_COMPOSE);
        for (ComposeFile file : files.composeFiles()) {
            Matcher variable = VARIABLE.matcher(file.tree().toString());
            while (variable.find()) {
                Matcher required = REQUIRED.matcher(String.valueOf(variable.group(2)));
                if (required.matches()) {
                    used.add(required.group(1));
                } else if (!variable.group().equals("$$")) {
                    faults.add(file.name() + ": " + variable.group() + " is not of the form ${NAME:?why}");
                }
            }
            file.services().forEach((name, service) -> service.path("environment").properties().stream()
                    .filter(entry -> SECRET.matcher(entry.getKey()).matches())
                    .filter(entry -> !entry.getValue().asText().matches("\\$\\{[^}]*}"))
                    .forEach(entry -> faults.add(file.name() + ": " + name + " has a value for " + entry.getKey())));
        }
        used.stream().filter(name -> !example.containsKey(name))
                .forEach(name -> faults.add(".env.example lacks " + name));
        example.forEach((name, value) -> {
            if (!used.contains(name)) {
                faults.add(".env.example has " + name + ", which no compose file reads");
            }
            if (SECRET.matcher(name).matches() && !value.isEmpty()) {
                faults.add(".env.example has a value for " + name);
            }
        });
        return faults;
    }
}
