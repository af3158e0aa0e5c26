package dev.smartfhir.keycloak.consent;

import dev.smartfhir.keycloak.client.SmartNames;
import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeParseException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a user decided about scopes, written so that Keycloak's consent store can keep it as the id of a client scope and
 * any node can read it again, without the request that it came from.
 *
 * <pre>
 * id     = ("+" / "-") " " (text / "#" digest)      ; granted or declined, at most 36 characters
 * text   = one scope without constraints and without server, at most 34 characters
 * digest = the first 33 characters of the text's SHA-256 in base64url
 * </pre>
 *
 * <p>A text behind a digest is an attribute of the client, {@value #ATTRIBUTE_PREFIX} and the digest. It may name
 * several scopes, separated by blanks, and last the mark of a {@link ConsentServer}. Texts with constraints stand
 * behind a digest also where they are short, because databases may compare ids regardless of case. The blank keeps
 * ids apart from scopes: no scope that a request names can ever be one.
 *
 * @param granted whether the user said yes
 * @param text the scopes, as they stand in a token, and perhaps the FHIR server
 */
public record ConsentId(boolean granted, String text) {

    /** What the names of the attributes that hold texts begin with. */
    public static final String ATTRIBUTE_PREFIX = "smart.consent.";

    /** Characters of the longest text that is remembered. */
    static final int LONGEST_TEXT = 4_000;

    private static final int LONGEST_ID = 36;
    private static final int DIGEST_CHARACTERS = 33;
    private static final Pattern DIGEST = Pattern.compile("#[A-Za-z0-9_-]{" + DIGEST_CHARACTERS + "}");

    /** Whether a text is written as such an id, well or badly. */
    public static boolean isWritten(String id) {
        return id.startsWith("+ ") || id.startsWith("- ");
    }

    /**
     * Reads an id; empty if it is none, if the text behind its digest is not there or is another one, and if it grants
     * what is no SMART scope.
     *
     * @param attributes gives the value of a client's attribute, or {@code null}
     */
    public static Optional<ConsentId> read(String id, UnaryOperator<String> attributes) {
        if (!isWritten(id) || id.length() > LONGEST_ID) {
            return Optional.empty();
        }
        String rest = id.substring(2);
        String text = DIGEST.matcher(rest).matches()
                ? attributes.apply(ATTRIBUTE_PREFIX + rest.substring(1)) : rest;
        return Optional.ofNullable(text).map(known -> new ConsentId(id.startsWith("+"), known))
                .filter(read -> read.id().equals(id) && read.isReadable());
    }

    /** The scopes without the server. */
    public String scopes() {
        return mark().isEmpty() ? text : text.substring(0, text.length() - mark().length() - 1);
    }

    /** The mark of the server; empty if there is none. */
    public String mark() {
        int last = text.lastIndexOf(' ') + 1;
        return last > 0 && text.startsWith("@", last) ? text.substring(last) : "";
    }

    /** The id, which {@link #read} reads again. */
    public String id() {
        return (granted ? "+ " : "- ") + (isInline() ? text : "#" + digest());
    }

    /** The name of the client attribute that must hold the text; empty where the id itself holds it. */
    Optional<String> attribute() {
        return isInline() ? Optional.empty() : Optional.of(ATTRIBUTE_PREFIX + digest());
    }

    private boolean isInline() {
        return text.length() <= LONGEST_ID - 2 && text.indexOf('?') < 0 && text.indexOf(' ') < 0
                && !text.startsWith("#");
    }

    private boolean isReadable() {
        return !text.isBlank() && text.length() <= LONGEST_TEXT
                && (!granted || Stream.of(scopes().split(" ")).allMatch(ConsentId::isSmartScope));
    }

    private static boolean isSmartScope(String word) {
        try {
            return SmartNames.isSmart(word) && !Scope.parse(word).text().isEmpty();
        } catch (ScopeParseException e) {
            return false;
        }
    }

    private String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
