package dev.smartfhir.keycloak.consent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.JsonSerialization;

/**
 * Keeps the offer to one user as a note of his authentication session, never in the page: what was offered to one user
 * is offered to no other who goes on in the same session.
 */
final class OfferNote {

    private static final String NOTE = "smart.consent.offer.";

    private OfferNote() {
    }

    static Optional<Offer> read(AuthenticationSessionModel authentication, String userId) {
        return Optional.ofNullable(authentication.getAuthNote(NOTE + userId)).map(OfferNote::parse);
    }

    static void keep(AuthenticationSessionModel authentication, String userId, Offer offer) {
        authentication.setAuthNote(NOTE + userId, write(offer));
    }

    static void forget(AuthenticationSessionModel authentication, String userId) {
        authentication.removeAuthNote(NOTE + userId);
    }

    /** Which boxes a page has: a page that the browser kept from before has others, and its answer does not count. */
    static String version(Offer offer) {
        String boxes = offer.lines().stream().map(line -> line.opened() + " " + line.part() + " " + line.text())
                .collect(Collectors.joining("\n"));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(boxes.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String write(Offer offer) {
        try {
            return JsonSerialization.writeValueAsString(offer.lines().stream().map(line -> Map.of(
                    "text", line.text(), "data", line.data(), "ticked", line.ticked(), "opened", line.opened(),
                    "part", line.part())).toList());
        } catch (IOException e) {
            throw new IllegalStateException("an offer can always be written", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Offer parse(String note) {
        try {
            List<Map<String, Object>> lines = JsonSerialization.readValue(note, List.class);
            return new Offer(lines.stream().map(line -> new OfferedScope((String) line.get("text"),
                    (Boolean) line.get("data"), (Boolean) line.get("ticked"), (Boolean) line.get("opened"),
                    (Boolean) line.get("part"))).toList());
        } catch (IOException e) {
            throw new IllegalStateException("only this class writes the note", e);
        }
    }
}
