package dev.smartfhir.keycloak.consent;

import dev.smartfhir.scopes.ResourceScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What one user is offered on the page, line by line: nothing else can be granted by it. */
record Offer(List<OfferedScope> lines) {

    Offer {
        lines = List.copyOf(lines);
    }

    /** The page as it first appears: every box ticked but for what was declined before, in the parts chosen before. */
    static Offer of(AskedScopes asked, Consent before) {
        List<OfferedScope> lines = new ArrayList<>();
        asked.data().forEach(scope -> lines.addAll(lines(scope, before)));
        asked.optional().forEach(name -> lines.add(
                new OfferedScope(name, false, !before.declined().names().contains(name), false, false)));
        return new Offer(lines);
    }

    private static List<OfferedScope> lines(ResourceScope scope, Consent before) {
        boolean granted = before.granted().set().covers(scope);
        OfferedScope line = new OfferedScope(scope.text(), true,
                granted || !before.declined().contradicts(scope), false, false);
        boolean inParts = !granted && before.declined().set().covers(scope)
                && line.parts().stream().anyMatch(before.granted().set()::covers);
        return inParts ? opened(line, line.parts().stream().filter(before.granted().set()::covers)
                .map(ResourceScope::text).toList()) : List.of(line);
    }

    private static List<OfferedScope> opened(OfferedScope line, List<String> ticked) {
        List<OfferedScope> lines = new ArrayList<>();
        lines.add(new OfferedScope(line.text(), true, false, true, false));
        line.parts().forEach(part ->
                lines.add(new OfferedScope(part.text(), true, ticked.contains(part.text()), false, true)));
        return lines;
    }

    /** The texts of what the app asks for, whatever is opened. */
    List<String> texts() {
        return lines.stream().filter(line -> !line.part()).map(OfferedScope::text).toList();
    }

    boolean hasBox(int index) {
        return index >= 0 && index < lines.size() && !lines.get(index).opened();
    }

    boolean canOpen(int index) {
        return hasBox(index) && !lines.get(index).parts().isEmpty();
    }

    boolean canClose(int index) {
        return index >= 0 && index < lines.size() && lines.get(index).opened();
    }

    /** The same lines, of which these are ticked and no others. */
    Offer ticked(Set<Integer> boxes) {
        return new Offer(IntStream.range(0, lines.size())
                .mapToObj(index -> lines.get(index).ticked(boxes.contains(index))).toList());
    }

    /** With the parts of a scope in its place, each ticked as it was. */
    Offer open(int index) {
        OfferedScope line = lines.get(index);
        return replaced(index, 1, opened(line, line.ticked()
                ? line.parts().stream().map(ResourceScope::text).toList() : List.of()));
    }

    /** With a scope in the place of its parts, ticked if all of them were. */
    Offer close(int index) {
        List<OfferedScope> parts = lines.subList(index + 1, lines.size()).stream()
                .takeWhile(OfferedScope::part).toList();
        return replaced(index, parts.size() + 1, List.of(new OfferedScope(lines.get(index).text(), true,
                parts.stream().allMatch(OfferedScope::ticked), false, false)));
    }

    /** What the user says by these ticks. */
    Answer answer() {
        List<OfferedScope> yes = lines.stream().filter(OfferedScope::ticked).toList();
        List<OfferedScope> no = lines.stream().filter(line -> !line.ticked() && !line.part()).toList();
        return new Answer(selection(yes), selection(no));
    }

    private Offer replaced(int index, int length, List<OfferedScope> by) {
        return new Offer(Stream.of(lines.subList(0, index), by, lines.subList(index + length, lines.size()))
                .flatMap(List::stream).toList());
    }

    private static ScopeSelection selection(List<OfferedScope> lines) {
        return ScopeSelection.of(lines.stream().filter(OfferedScope::data).map(OfferedScope::scope).toList(),
                lines.stream().filter(line -> !line.data()).map(OfferedScope::text).toList());
    }
}
