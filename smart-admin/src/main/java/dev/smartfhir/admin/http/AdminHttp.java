package dev.smartfhir.admin.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * HTTP with one deadline for the whole answer, a size limit and no redirects. It goes through the proxy that the JVM is
 * configured with ({@code https.proxyHost}).
 */
public final class AdminHttp {

    /** How large an answer may be, in bytes. */
    public static final int MOST_BYTES = 8 * 1024 * 1024;
    /** How long an answer may take where nothing else is said. */
    public static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Duration deadline;
    private final HttpClient client;

    /**
     * Sets what holds for every request.
     *
     * @param deadline            from connecting to the last byte of each answer
     * @param trustedCertificates a PEM file of certificate authorities to trust besides the JVM's; {@code null} for none
     * @throws IOException with a sentence, where that file cannot be used
     */
    public AdminHttp(Duration deadline, Path trustedCertificates) throws IOException {
        this.deadline = deadline;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(deadline)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(ProxySelector.getDefault())
                .version(HttpClient.Version.HTTP_1_1);
        if (trustedCertificates != null) {
            builder.sslContext(TrustedCertificates.in(trustedCertificates));
        }
        this.client = builder.build();
    }

    /** Reads a URL. */
    public AdminAnswer get(URI uri, Map<String, String> headers) throws ServerUnreachable {
        return send("GET", uri, headers, null);
    }

    /**
     * Sends a request and waits for the whole answer, whatever its status.
     *
     * @param uri  absolute, http or https
     * @param body a text, or {@code null} for none
     * @throws ServerUnreachable where there is no whole answer within the limits
     */
    public AdminAnswer send(String method, URI uri, Map<String, String> headers, String body)
            throws ServerUnreachable {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(deadline)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        CompletableFuture<HttpResponse<byte[]>> pending =
                client.sendAsync(request.build(), response -> new LimitedBody(MOST_BYTES));
        try {
            HttpResponse<byte[]> response = pending.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return new AdminAnswer(uri, response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException e) {
            throw new ServerUnreachable(uri + " did not answer within " + deadline.toSeconds() + " s.", e);
        } catch (ExecutionException e) {
            throw new ServerUnreachable(reason(uri, e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerUnreachable(uri + ": interrupted.", e);
        } finally {
            pending.cancel(true);
        }
    }

    private static String reason(URI uri, Throwable cause) {
        if (cause instanceof SSLException) {
            return "No secure connection to " + uri + ": " + cause.getMessage()
                    + ". If its certificate comes from an authority of your own, name that with "
                    + "--trusted-certificates.";
        }
        return cause instanceof ConnectException
                ? "There is no server at " + uri + ", or the way to it is closed."
                : "No answer from " + uri + ": " + cause.getMessage() + ".";
    }
}
