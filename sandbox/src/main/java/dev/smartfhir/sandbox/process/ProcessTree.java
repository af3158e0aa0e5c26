package dev.smartfhir.sandbox.process;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process with all its descendants: {@code kc.sh} is a shell whose Java would outlive it. */
final class ProcessTree {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private ProcessTree() {
    }

    static List<ProcessHandle> of(ProcessHandle root) {
        return Stream.concat(Stream.of(root), root.descendants()).toList();
    }

    static void end(ProcessHandle root) {
        Set<ProcessHandle> known = new LinkedHashSet<>(of(root));
        known.forEach(ProcessHandle::destroy);
        Instant limit = Instant.now().plus(PATIENCE);
        while (anyAlive(known) && Instant.now().isBefore(limit)) {
            known.addAll(alive(known).flatMap(ProcessHandle::descendants).collect(Collectors.toSet()));
            pause();
        }
        alive(known).forEach(ProcessHandle::destroyForcibly);
        Instant last = Instant.now().plusSeconds(5);
        while (anyAlive(known) && Instant.now().isBefore(last)) {
            pause();
        }
    }

    private static boolean anyAlive(Set<ProcessHandle> handles) {
        return alive(handles).findAny().isPresent();
    }

    private static Stream<ProcessHandle> alive(Set<ProcessHandle> handles) {
        return List.copyOf(handles).stream().filter(ProcessHandle::isAlive);
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
