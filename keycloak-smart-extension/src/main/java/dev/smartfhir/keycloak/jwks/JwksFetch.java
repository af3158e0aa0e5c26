package dev.smartfhir.keycloak.jwks;

import dev.smartfhir.keycloak.clientauth.InvalidClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.http.Header;
import org.apache.http.HttpHeaders;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.jboss.logging.Logger;

/**
 * Fetches a JWKS with Keycloak's own HTTP client (its trust store and proxies), within limits: two seconds to connect
 * and between bytes, five in all, 256 KiB, no redirects (AUT-28).
 */
final class JwksFetch {

    private static final Logger LOG = Logger.getLogger(JwksFetch.class);
    private static final int STEP_MILLIS = 2_000;
    private static final int TOTAL_SECONDS = 5;
    private static final int LARGEST = 256 * 1024;

    private JwksFetch() {
    }

    /** @throws InvalidClient if the URL gives no JWK Set within the limits; the log says why */
    static FetchedKeys fetch(CloseableHttpClient http, String url) throws InvalidClient {
        HttpGet request = new HttpGet(url);
        request.setHeader(HttpHeaders.ACCEPT, "application/json");
        request.setConfig(RequestConfig.custom().setRedirectsEnabled(false).setConnectTimeout(STEP_MILLIS)
                .setSocketTimeout(STEP_MILLIS).setConnectionRequestTimeout(STEP_MILLIS).build());
        Executor deadline = CompletableFuture.delayedExecutor(TOTAL_SECONDS, TimeUnit.SECONDS);
        CompletableFuture<Void> abort = CompletableFuture.runAsync(request::abort, deadline);
        try (CloseableHttpResponse response = http.execute(request)) {
            int status = response.getStatusLine().getStatusCode();
            if (status != 200) {
                throw new IOException("the answer has status " + status);
            }
            return new FetchedKeys(KeySet.read(body(response)), lifetime(response));
        } catch (IOException | IllegalStateException e) {
            LOG.warnf("The JWKS at %s could not be fetched: %s", url, e.getMessage());
            throw new InvalidClient("The client's JWKS could not be fetched");
        } finally {
            abort.cancel(false);
        }
    }

    private static String body(CloseableHttpResponse response) throws IOException {
        if (response.getEntity() == null) {
            throw new IOException("the answer is empty");
        }
        try (InputStream content = response.getEntity().getContent()) {
            byte[] bytes = content.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("the answer is larger than " + LARGEST + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static long lifetime(CloseableHttpResponse response) {
        List<String> cacheControl = Stream.of(response.getHeaders(HttpHeaders.CACHE_CONTROL))
                .map(Header::getValue).toList();
        Header age = response.getFirstHeader(HttpHeaders.AGE);
        return CacheLifetime.seconds(cacheControl, age == null ? null : age.getValue());
    }
}
