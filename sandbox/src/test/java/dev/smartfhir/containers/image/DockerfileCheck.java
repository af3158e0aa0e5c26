package dev.smartfhir.containers.image;

import dev.smartfhir.containers.ContainerFiles;
import dev.smartfhir.containers.image.Dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The Dockerfiles hold instructions that every builder knows, copy what the build context has, and end as a user who is
 * not root.
 */
public final class DockerfileCheck {

    private static final Set<String> INSTRUCTIONS = Set.of("FROM", "ENV", "COPY", "RUN", "USER", "ENTRYPOINT", "CMD");
    /** Known to old builders too, such as the one behind Testcontainers. */
    private static final Set<String> OPTIONS = Set.of("from", "chown");

    private DockerfileCheck() {
    }

    public static List<String> faults(ContainerFiles files) {
        List<String> faults = new ArrayList<>();
        BuildContext context = BuildContext.of(files.root());
        context.unneeded(files.dockerfiles()).forEach(file ->
                faults.add(".dockerignore lets " + file + " through, which no image needs"));
        for (Dockerfile dockerfile : files.dockerfiles()) {
            faults(dockerfile, context).forEach(fault -> faults.add(dockerfile.name() + ": " + fault));
        }
        return faults;
    }

    private static List<String> faults(Dockerfile dockerfile, BuildContext context) {
        List<String> faults = new ArrayList<>();
        if (dockerfile.instructions().isEmpty() || !dockerfile.instructions().get(0).word().equals("FROM")) {
            faults.add("does not begin with FROM");
        }
        for (Instruction one : dockerfile.instructions()) {
            if (!INSTRUCTIONS.contains(one.word())) {
                faults.add("'" + one.word() + " " + one.arguments() + "' is no instruction that is used here");
            }
            for (String argument : one.arguments().split("\\s+")) {
                if (!one.word().equals("RUN") && argument.startsWith("--")
                        && !OPTIONS.contains(argument.replaceAll("^--|=.*", ""))) {
                    faults.add(one.word() + " has the option " + argument);
                }
            }
        }
        dockerfile.all("COPY").filter(copy -> !copy.hasOption("from")).forEach(copy -> {
            List<String> paths = copy.plain();
            if (!copy.hasOption("chown")) {
                faults.add("COPY leaves " + paths.get(0) + " to root, who may be the only one to read it");
            }
            paths.subList(0, paths.size() - 1).stream().filter(source -> !context.has(source))
                    .forEach(source -> faults.add("copies " + source + ", which the build context lacks"));
        });
        List<Instruction> users = dockerfile.lastStage().stream().filter(one -> one.word().equals("USER")).toList();
        if (users.isEmpty() || !users.get(users.size() - 1).arguments().matches("[1-9]\\d*(:\\d+)?")) {
            faults.add("does not end as a numbered user other than root");
        }
        dockerfile.environment().stream().filter(pair -> pair.length < 2
                        || pair[0].matches("(?i).*(password|secret|token).*"))
                .forEach(pair -> faults.add("sets " + pair[0]));
        return faults;
    }
}
