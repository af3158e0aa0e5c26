package dev.smartfhir.hapi.gate;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The path of a request as the container understood it, and whether the client wrote it plainly.
 *
 * @param path the decoded and normalized path below the context path
 * @param plain whether the client sent just that path: no path parameters, no dot segments, no empty segments, and
 *     nothing encoded that has a meaning in a path
 */
record RequestPath(String path, boolean plain) {

    static RequestPath of(HttpServletRequest request) {
        String path = Objects.toString(request.getServletPath(), "") + Objects.toString(request.getPathInfo(), "");
        return new RequestPath(path, isPlain(path, request));
    }

    private static boolean isPlain(String path, HttpServletRequest request) {
        String uri = Objects.toString(request.getRequestURI(), "");
        String context = Objects.toString(request.getContextPath(), "");
        if (!uri.startsWith(context)) {
            return false;
        }
        String raw = uri.substring(context.length());
        String lower = raw.toLowerCase(Locale.ROOT);
        if (Stream.of(";", "\\", "//", "%2e", "%2f", "%5c", "%25", "%3b", "%0").anyMatch(lower::contains)) {
            return false;
        }
        if (Arrays.stream(raw.split("/")).anyMatch(segment -> segment.equals(".") || segment.equals(".."))) {
            return false;
        }
        try {
            return path.equals(URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
