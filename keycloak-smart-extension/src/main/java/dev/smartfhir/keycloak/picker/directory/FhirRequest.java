package dev.smartfhir.keycloak.picker.directory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHeaders;
import org.apache.http.client.config.CookieSpecs;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.entity.ContentType;
import org.apache.http.impl.client.CloseableHttpClient;

/**
 * Sends one request to a FHIR server with Keycloak's own HTTP client (its trust store and proxies), within limits: ten
 * seconds in all, 2 MiB, no redirects, no cookies, FHIR JSON only.
 */
final class FhirRequest {

    /** Seconds that the whole exchange may last. */
    static final int TOTAL_SECONDS = 10;

    private static final int STEP_MILLIS = 5_000;
    private static final int LARGEST = 2 * 1024 * 1024;

    private FhirRequest() {
    }

    /** @return the body. @throws DirectoryUnavailable if there is no good answer within the limits */
    static String send(CloseableHttpClient http, HttpRequestBase request, String token) throws DirectoryUnavailable {
        request.setHeader(HttpHeaders.ACCEPT, "application/fhir+json");
        request.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        request.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        request.setConfig(RequestConfig.custom().setRedirectsEnabled(false).setAuthenticationEnabled(false)
                .setCookieSpec(CookieSpecs.IGNORE_COOKIES).setConnectTimeout(STEP_MILLIS)
                .setSocketTimeout(STEP_MILLIS).setConnectionRequestTimeout(STEP_MILLIS).build());
        Executor deadline = CompletableFuture.delayedExecutor(TOTAL_SECONDS, TimeUnit.SECONDS);
        CompletableFuture<Void> abort = CompletableFuture.runAsync(request::abort, deadline);
        try (CloseableHttpResponse response = http.execute(request)) {
            int status = response.getStatusLine().getStatusCode();
            if (status != 200) {
                throw DirectoryUnavailable.answeredWith(status);
            }
            return body(response.getEntity());
        } catch (IOException | IllegalStateException e) {
            throw new DirectoryUnavailable(e.getClass().getSimpleName());
        } finally {
            abort.cancel(false);
        }
    }

    private static String body(HttpEntity entity) throws IOException, DirectoryUnavailable {
        if (entity == null || !isFhirJson(ContentType.get(entity))) {
            throw new DirectoryUnavailable("the answer is no FHIR JSON");
        }
        try (InputStream content = entity.getContent()) {
            byte[] bytes = content.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new DirectoryUnavailable("the answer is larger than " + LARGEST + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static boolean isFhirJson(ContentType type) {
        return type != null && (type.getMimeType().equalsIgnoreCase("application/fhir+json")
                || type.getMimeType().equalsIgnoreCase("application/json"));
    }
}
