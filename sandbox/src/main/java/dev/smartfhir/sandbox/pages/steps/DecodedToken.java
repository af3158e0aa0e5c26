package dev.smartfhir.sandbox.pages.steps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A JSON Web Token opened for reading: header and claims, without the signature. */
public final class DecodedToken {

    private static final ObjectMapper JSON = new ObjectMapper();

    private DecodedToken() {
    }

    /** Header and claims as indented JSON; a token of another kind is said to be one. */
    public static String show(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return "(no JSON Web Token)";
        }
        try {
            return indent(parts[0]) + "\n" + indent(parts[1]);
        } catch (IllegalArgumentException | JsonProcessingException e) {
            return "(no JSON Web Token)";
        }
    }

    private static String indent(String part) throws JsonProcessingException {
        String json = new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
        return JSON.readTree(json).toPrettyString();
    }
}
