package dev.smartfhir.endtoend.containers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Tells within two seconds, and in silence, whether a Docker engine answers where {@code DOCKER_HOST} says. */
public final class Engine {

    private static final String PING = "GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n";

    private Engine() {
    }

    public static boolean answers() {
        return answers(System.getenv());
    }

    static boolean answers(Map<String, String> environment) {
        return address(environment.getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock"))
                .map(address -> CompletableFuture.supplyAsync(() -> pings(address))
                        .completeOnTimeout(false, 2, TimeUnit.SECONDS).join())
                .orElse(false);
    }

    private static Optional<SocketAddress> address(String host) {
        try {
            URI uri = URI.create(host);
            return switch (String.valueOf(uri.getScheme())) {
                case "unix" -> Optional.of(UnixDomainSocketAddress.of(Path.of(uri.getPath())));
                case "tcp" -> Optional.of(new InetSocketAddress(uri.getHost(), uri.getPort()));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean pings(SocketAddress address) {
        boolean unix = address instanceof UnixDomainSocketAddress;
        try (SocketChannel channel = SocketChannel.open(
                unix ? StandardProtocolFamily.UNIX : StandardProtocolFamily.INET)) {
            channel.connect(address);
            channel.write(ByteBuffer.wrap(PING.getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate("HTTP/1.0 200".length());
            while (answer.hasRemaining() && channel.read(answer) >= 0) {
                continue;
            }
            return new String(answer.array(), StandardCharsets.US_ASCII).matches("HTTP/1\\.[01] 200");
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }
}
