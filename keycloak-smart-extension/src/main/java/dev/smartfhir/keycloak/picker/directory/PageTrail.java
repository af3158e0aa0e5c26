package dev.smartfhir.keycloak.picker.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way from the first page of a search to the one that is shown.
 *
 * @param links the links of these pages, of which the first is empty; no link at all before the first search
 * @param next the link of the page after the one that is shown; empty if there is none
 */
public record PageTrail(List<String> links, String next) {

    public static final PageTrail NONE = new PageTrail(List.of(), "");
    public static final PageTrail FIRST = new PageTrail(List.of(""), "");

    /** Links that are kept, so that a note stays small. */
    private static final int LONGEST = 50;

    /** Copies the list. */
    public PageTrail {
        links = List.copyOf(links);
    }

    public boolean isSearching() {
        return !links.isEmpty();
    }

    /** The link of the page that is shown; empty for the first page. */
    public Optional<String> link() {
        return links.isEmpty() ? Optional.empty()
                : Optional.of(links.get(links.size() - 1)).filter(link -> !link.isEmpty());
    }

    /** The same page, now that it is known what comes after it. */
    public PageTrail before(Optional<String> following) {
        return new PageTrail(links, following.orElse(""));
    }

    public boolean hasPrevious() {
        return links.size() > 1;
    }

    public PageTrail previous() {
        return hasPrevious() ? new PageTrail(links.subList(0, links.size() - 1), "") : this;
    }

    /** One page on, if there is one. */
    public PageTrail forward() {
        if (next.isEmpty()) {
            return this;
        }
        List<String> longer = new ArrayList<>(links);
        longer.add(next);
        return new PageTrail(longer.size() <= LONGEST ? longer : longer.subList(longer.size() - LONGEST,
                longer.size()), "");
    }
}
