package dev.smartfhir.keycloak.admin.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.http.Header;
import org.apache.http.HttpHeaders;
import org.apache.http.client.config.CookieSpecs;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.utils.DateUtils;
import org.apache.http.impl.client.CloseableHttpClient;

/**
 * Reads with Keycloak's own HTTP client (its trust store and proxies), within limits: eight seconds for each URL,
 * thirty for all of an examination, 4 MiB, no redirects, no cookies, no credentials.
 */
final class OutsideByHttp implements Outside {

    private static final int STEP_MILLIS = 5_000;
    private static final long EACH_MILLIS = 8_000;
    private static final long ALL_MILLIS = 30_000;
    private static final int LARGEST = 4 * 1024 * 1024;

    private final CloseableHttpClient http;
    private final Map<String, Answer> answers = new HashMap<>();
    private final long ends = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ALL_MILLIS);

    OutsideByHttp(CloseableHttpClient http) {
        this.http = http;
    }

    /** Each URL is read once in an examination. */
    @Override
    public Answer get(String url) {
        return answers.computeIfAbsent(url, this::read);
    }

    private Answer read(String url) {
        long left = Math.min(EACH_MILLIS, TimeUnit.NANOSECONDS.toMillis(ends - System.nanoTime()));
        if (left <= 0) {
            return Answer.none(NO_TIME);
        }
        CompletableFuture<Void> abort = null;
        try {
            HttpGet request = new HttpGet(url);
            request.setHeader(HttpHeaders.ACCEPT, "application/fhir+json, application/json");
            request.setConfig(RequestConfig.custom().setRedirectsEnabled(false).setAuthenticationEnabled(false)
                    .setCookieSpec(CookieSpecs.IGNORE_COOKIES).setConnectTimeout(STEP_MILLIS)
                    .setSocketTimeout(STEP_MILLIS).setConnectionRequestTimeout(STEP_MILLIS).build());
            abort = CompletableFuture.runAsync(request::abort,
                    CompletableFuture.delayedExecutor(left, TimeUnit.MILLISECONDS));
            try (CloseableHttpResponse response = http.execute(request)) {
                return new Answer(response.getStatusLine().getStatusCode(), body(response), date(response), "");
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            return Answer.none("there is no answer (" + e.getClass().getSimpleName() + ")");
        } finally {
            if (abort != null) {
                abort.cancel(false);
            }
        }
    }

    private static String body(CloseableHttpResponse response) throws IOException {
        if (response.getEntity() == null) {
            return "";
        }
        try (InputStream content = response.getEntity().getContent()) {
            return new String(content.readNBytes(LARGEST), StandardCharsets.UTF_8);
        }
    }

    private static Optional<Instant> date(CloseableHttpResponse response) {
        Header header = response.getFirstHeader(HttpHeaders.DATE);
        Date date = header == null ? null : DateUtils.parseDate(header.getValue());
        return Optional.ofNullable(date).map(Date::toInstant);
    }
}
