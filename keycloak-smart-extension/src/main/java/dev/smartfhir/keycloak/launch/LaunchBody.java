package dev.smartfhir.keycloak.launch;

import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import org.apache.http.ParseException;
import org.apache.http.entity.ContentType;

/** The body of a request as text: JSON in UTF-8, within a bound. */
final class LaunchBody {

    /** The bytes that a body may have. */
    static final int LARGEST = 8 * 1024;

    private LaunchBody() {
    }

    /**
     * Reads the body.
     *
     * @throws LaunchRefusal with status 415 if it is no JSON by its content type, 413 if it is too large
     */
    static String read(String contentType, InputStream body) {
        if (!isJson(contentType)) {
            throw new LaunchRefusal(Status.UNSUPPORTED_MEDIA_TYPE, "invalid_request",
                    "The Content-Type must be application/json");
        }
        try {
            byte[] bytes = body == null ? new byte[0] : body.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new LaunchRefusal(Status.REQUEST_ENTITY_TOO_LARGE, "invalid_request",
                        "The body is larger than " + LARGEST + " bytes");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw LaunchRefusal.invalid("The body is not in UTF-8");
        } catch (IOException e) {
            throw LaunchRefusal.invalid("The body cannot be read");
        }
    }

    private static boolean isJson(String contentType) {
        try {
            ContentType type = contentType == null ? null : ContentType.parse(contentType);
            return type != null && type.getMimeType().equalsIgnoreCase("application/json")
                    && (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8));
        } catch (ParseException | UnsupportedCharsetException e) {
            return false;
        }
    }
}
