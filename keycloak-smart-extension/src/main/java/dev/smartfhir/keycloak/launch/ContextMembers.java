package dev.smartfhir.keycloak.launch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.keycloak.context.LaunchContext;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;
import org.keycloak.util.JsonSerialization;

/**
 * Reads the launch context of a request to register a launch, with SMART's names and JSON types (CTX-15 to CTX-32),
 * and holds it small enough for an access token to carry.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#launch-context-arrives-with-your-access_token">
 *      SMART App Launch 2.2, launch context</a>
 */
final class ContextMembers {

    /** The bytes that the whole context may have as JSON. */
    static final int LARGEST = 3_000;

    private static final int LONGEST_WORD = 255;
    private static final int LONGEST_URL = 512;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private ContextMembers() {
    }

    /** @throws LaunchRefusal naming the member and the rule that it breaks */
    static LaunchContext read(JsonNode request) {
        LaunchContext context = new LaunchContext(
                id(request, "patient", "CTX-16"),
                id(request, "encounter", "CTX-17"),
                FhirContextItem.readAll(request.get("fhirContext")),
                flag(request.get("need_patient_banner")),
                Member.text(request, "intent", LONGEST_WORD),
                Member.text(request, "tenant", LONGEST_WORD),
                styleUrl(request));
        if (size(context) > LARGEST) {
            throw LaunchRefusal.invalid("The launch context is larger than " + LARGEST + " bytes");
        }
        return context;
    }

    private static String id(JsonNode request, String name, String rule) {
        JsonNode member = request.get(name);
        if (member == null) {
            return null;
        }
        if (!member.isTextual() || !ID.matcher(member.textValue()).matches()) {
            throw LaunchRefusal.invalid("The member " + name + " must be the id of a FHIR resource, a JSON string "
                    + "without the type (" + rule + ")");
        }
        return member.textValue();
    }

    private static Boolean flag(JsonNode member) {
        if (member != null && !member.isBoolean()) {
            throw LaunchRefusal.invalid("The member need_patient_banner must be a JSON boolean (CTX-18)");
        }
        return member == null ? null : member.booleanValue();
    }

    private static String styleUrl(JsonNode request) {
        String text = Member.text(request, "smart_style_url", LONGEST_URL);
        if (text != null && !isSafeUrl(text)) {
            throw LaunchRefusal.invalid("The member smart_style_url must be an absolute https URL without user and "
                    + "fragment, http on this machine only (CTX-30)");
        }
        return text;
    }

    private static boolean isSafeUrl(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null
                    && ("https".equalsIgnoreCase(uri.getScheme())
                            || "http".equalsIgnoreCase(uri.getScheme()) && LOOPBACK.contains(uri.getHost()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static int size(LaunchContext context) {
        try {
            return JsonSerialization.writeValueAsBytes(context.claims()).length;
        } catch (IOException e) {
            throw new IllegalStateException("a context can always be written", e);
        }
    }
}
