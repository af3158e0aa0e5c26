package dev.smartfhir.hapi.fetch;

import java.util.Locale;
import java.util.Optional;

/**
 * What a server answered.
 *
 * @param status the HTTP status
 * @param contentType the field {@code Content-Type}, as sent
 * @param body the whole body
 */
public record Reply(int status, Optional<String> contentType, byte[] body) {

    /** Whether the body is said to be JSON. */
    public boolean isJson() {
        return contentType.map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .filter("application/json"::equals).isPresent();
    }
}
