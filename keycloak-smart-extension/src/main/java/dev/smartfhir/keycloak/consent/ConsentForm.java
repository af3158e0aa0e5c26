package dev.smartfhir.keycloak.consent;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** The form that a browser sends, held against what was offered. */
record ConsentForm(MultivaluedMap<String, String> fields) {

    private static final Pattern INDEX = Pattern.compile("\\d{1,4}");

    boolean has(String button) {
        return fields.containsKey(button);
    }

    /** Whether the form belongs to this very page. */
    boolean isOf(Offer offer) {
        return List.of(OfferNote.version(offer)).equals(fields.get("offer"));
    }

    /** The offer with the ticks of the form; empty if a box is ticked that was not offered. */
    Optional<Offer> ticks(Offer offer) {
        Set<Integer> boxes = new HashSet<>();
        for (String box : fields.getOrDefault("scope", List.of())) {
            OptionalInt index = index(box, offer::hasBox);
            if (index.isEmpty()) {
                return Optional.empty();
            }
            boxes.add(index.getAsInt());
        }
        return Optional.of(offer.ticked(boxes));
    }

    /** The offer with a scope opened or closed, as the form's button wants; empty if that scope cannot be. */
    Optional<Offer> turned(Offer offer) {
        OptionalInt open = index(fields.getFirst("open"), offer::canOpen);
        OptionalInt close = index(fields.getFirst("close"), offer::canClose);
        return open.isPresent() ? Optional.of(offer.open(open.getAsInt()))
                : close.isPresent() ? Optional.of(offer.close(close.getAsInt())) : Optional.empty();
    }

    private static OptionalInt index(String value, IntPredicate offered) {
        if (value == null || !INDEX.matcher(value).matches()) {
            return OptionalInt.empty();
        }
        int index = Integer.parseInt(value);
        return offered.test(index) ? OptionalInt.of(index) : OptionalInt.empty();
    }
}
