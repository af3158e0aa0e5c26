package dev.smartfhir.containers.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Dockerfile as a list of instructions.
 *
 * @param name its path below {@code docker}
 * @param instructions its instructions in their order
 * @see <a href="https://docs.docker.com/reference/dockerfile/">Dockerfile reference</a>
 */
public record Dockerfile(String name, List<Instruction> instructions) {

    private static final Pattern LINE = Pattern.compile("([A-Za-z]+)\\s+(\\S.*)");

    /**
     * One instruction.
     *
     * @param word such as {@code COPY}, in capitals
     * @param arguments the rest of it, in one line
     */
    public record Instruction(String word, String arguments) {

        /** The arguments without options such as {@code --from}. */
        public List<String> plain() {
            return Stream.of(arguments.split("\\s+")).filter(one -> !one.startsWith("--")).toList();
        }

        public boolean hasOption(String option) {
            return Stream.of(arguments.split("\\s+")).anyMatch(one -> one.startsWith("--" + option + "="));
        }
    }

    /** Reads it: continued lines are joined, comments left out; a line that is no instruction gets an empty word. */
    public static Dockerfile parse(String name, String text) {
        List<Instruction> instructions = new ArrayList<>();
        String joined = text.lines().filter(line -> !line.strip().startsWith("#"))
                .reduce("", (all, line) -> all.endsWith("\\")
                        ? all.substring(0, all.length() - 1) + line : all + "\n" + line);
        joined.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            Matcher parts = LINE.matcher(line);
            instructions.add(parts.matches()
                    ? new Instruction(parts.group(1).toUpperCase(Locale.ROOT), parts.group(2))
                    : new Instruction("", line));
        });
        return new Dockerfile(name, List.copyOf(instructions));
    }

    public Stream<Instruction> all(String word) {
        return instructions.stream().filter(one -> one.word().equals(word));
    }

    /** The images that its stages start from. */
    public List<String> bases() {
        return all("FROM").map(one -> one.plain().get(0)).toList();
    }

    /** What follows the last {@code FROM}. */
    public List<Instruction> lastStage() {
        int last = 0;
        for (int i = 0; i < instructions.size(); i++) {
            last = instructions.get(i).word().equals("FROM") ? i : last;
        }
        return instructions.subList(last, instructions.size());
    }

    /** The names and values that {@code ENV} sets, in all stages. */
    public List<String[]> environment() {
        return all("ENV").flatMap(one -> one.plain().stream()).map(pair -> pair.split("=", 2)).toList();
    }
}
