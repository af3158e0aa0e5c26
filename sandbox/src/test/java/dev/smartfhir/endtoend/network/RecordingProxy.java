package dev.smartfhir.endtoend.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A forward proxy that writes down every URL that it is asked for; http it hands on, tunnels it refuses. */
final class RecordingProxy implements AutoCloseable {

    private final ServerSocket socket;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient direct = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    RecordingProxy() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Every URL or tunnel's end that was asked for so far. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** The options with which a Java machine sends everything here, loopback too. */
    String[] javaOptions() {
        return new String[] {
            "-Dhttp.proxyHost=127.0.0.1", "-Dhttp.proxyPort=" + port(), "-Dhttps.proxyHost=127.0.0.1",
            "-Dhttps.proxyPort=" + port(), "-Dhttp.nonProxyHosts="
        };
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                threads.execute(() -> serve(connection));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader reader = new BufferedReader(
                    new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            String first = reader.readLine();
            while (first != null && !String.valueOf(reader.readLine()).isEmpty()) {
                continue;
            }
            if (first != null) {
                String[] words = first.split(" ");
                asked.add(words[1]);
                connection.getOutputStream().write(answer(words[0], words[1]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] answer(String method, String url) throws IOException {
        if (!method.equals("GET")) {
            return "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes();
        }
        try {
            HttpResponse<String> response =
                    direct.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
            return ("HTTP/1.1 " + response.statusCode() + " X\r\nContent-Type: application/json\r\nContent-Length: "
                    + response.body().getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n\r\n"
                    + response.body()).getBytes(StandardCharsets.UTF_8);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
