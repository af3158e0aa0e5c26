package dev.smartfhir.hapi.fetch;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * GET of a JSON document, or POST of a form: one deadline for the whole answer, a size limit, no redirects.
 *
 * <p>It goes through the proxy that the JVM is configured with ({@code https.proxyHost}).
 */
public final class BoundedFetch {

    /** How large a key set or a discovery document may be, in bytes. */
    public static final int MOST_BYTES = 256 * 1024;

    private final Duration deadline;
    private final HttpClient client;

    /**
     * Makes fetches over connections that the JVM's own authorities vouch for.
     *
     * @param deadline how long each may take, from connecting to the last byte
     */
    public BoundedFetch(Duration deadline) {
        this(deadline, TrustedAuthorities.context(Optional.empty()));
    }

    /**
     * Makes fetches over connections whose certificates a context judges.
     *
     * @param deadline how long each may take, from connecting to the last byte
     * @param trust whose certificates are good, see {@link TrustedAuthorities}
     */
    public BoundedFetch(Duration deadline, SSLContext trust) {
        this.deadline = deadline;
        this.client = HttpClient.newBuilder()
                .sslContext(trust)
                .connectTimeout(deadline)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(ProxySelector.getDefault())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /**
     * Reads a document.
     *
     * @param uri an absolute http or https URL
     * @return the body
     * @throws IOException where the server does not answer in time, not with 200, or with too much
     */
    public byte[] get(URI uri) throws IOException {
        Reply reply = send(HttpRequest.newBuilder(uri));
        if (reply.status() != 200) {
            throw new IOException(uri + " answered " + reply.status());
        }
        return reply.body();
    }

    /**
     * Sends a form.
     *
     * @param uri an absolute http or https URL
     * @param form the form, encoded
     * @param headers further header fields, such as the caller's credentials
     * @return what came back, whatever its status
     * @throws IOException where the server does not answer in time, or with too much
     */
    public Reply post(URI uri, String form, Map<String, String> headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        headers.forEach(request::header);
        return send(request);
    }

    private Reply send(HttpRequest.Builder builder) throws IOException {
        HttpRequest request = builder.header("Accept", "application/json").timeout(deadline).build();
        URI uri = request.uri();
        CompletableFuture<HttpResponse<byte[]>> pending =
                client.sendAsync(request, response -> new LimitedBody(MOST_BYTES));
        try {
            HttpResponse<byte[]> response = pending.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(response.statusCode(), response.headers().firstValue("Content-Type"), response.body());
        } catch (TimeoutException e) {
            throw new IOException(uri + " did not answer within " + deadline.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException(uri + ": " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(uri + ": interrupted", e);
        } finally {
            pending.cancel(true);
        }
    }
}
