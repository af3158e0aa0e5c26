package dev.smartfhir.keycloak.wording;

import dev.smartfhir.scopes.Context;
import dev.smartfhir.scopes.LaunchScope;
import dev.smartfhir.scopes.NamedScope;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is worth knowing about a scope beyond its sentence (BP-02). */
final class LongerWording {

    private final Texts texts;

    LongerWording(Texts texts) {
        this.texts = texts;
    }

    Optional<String> of(Scope scope) {
        List<String> sentences = keys(scope).flatMap(key -> texts.find(key).stream()).distinct().toList();
        return sentences.isEmpty() ? Optional.empty() : Optional.of(texts.joined("smartScopeMoreJoined", sentences));
    }

    private static Stream<String> keys(Scope scope) {
        if (scope instanceof ResourceScope resource) {
            return Stream.of(kind(resource), deeds(resource), limits(resource)).flatMap(keys -> keys);
        }
        if (scope instanceof LaunchScope launch) {
            return launch.resourceType().isEmpty() ? Stream.of("smartScopeMore.launch") : Stream.empty();
        }
        return scope instanceof NamedScope named ? Stream.of("smartScopeMore." + named.text()) : Stream.empty();
    }

    private static Stream<String> kind(ResourceScope scope) {
        if (scope.isWildcard()) {
            return Stream.of("smartScopeMore.wildcard");
        }
        List<Category> named = scope.constraints().stream()
                .flatMap(constraint -> Category.named(scope.type(), constraint).stream())
                .findFirst().orElse(List.of());
        return named.isEmpty()
                ? Stream.of("smartTypeMore." + scope.type())
                : named.stream().map(each -> "smartCategoryMore." + each.type() + "." + each.code());
    }

    private static Stream<String> deeds(ResourceScope scope) {
        Stream<String> reading = switch (scope.interactions().intersect(ScopeParts.READING).letters()) {
            case "r" -> Stream.of("smartScopeMore.read");
            case "s" -> Stream.of("smartScopeMore.search");
            default -> Stream.empty();
        };
        String changing = scope.interactions().intersect(ScopeParts.CHANGING).letters();
        return Stream.concat(reading, changing.chars().mapToObj(letter -> "smartScopeMore." + (char) letter));
    }

    private static Stream<String> limits(ResourceScope scope) {
        boolean conditions =
                scope.constraints().stream().anyMatch(each -> Category.named(scope.type(), each).isEmpty());
        return Stream.concat(
                conditions ? Stream.of("smartScopeMore.constrained") : Stream.empty(),
                scope.context() == Context.USER ? Stream.of("smartScopeMore.user") : Stream.empty());
    }
}
