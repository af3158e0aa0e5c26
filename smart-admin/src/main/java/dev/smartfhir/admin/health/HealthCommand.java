package dev.smartfhir.admin.health;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code health URL}: ends with 0 where a GET is answered with 200, with 1 where it is answered otherwise, not at all
 * or too late, and with 2 where the URL is none.
 *
 * <p>Redirects are not followed, and no proxy is asked. It needs few classes, because containers run it all the time.
 */
@Command(name = "health", mixinStandardHelpOptions = true,
        description = "Ends with 0 if the URL answers 200 within the time limit, else with 1; for health checks.")
public final class HealthCommand implements Callable<Integer> {

    private static final int MOST_SECONDS = 60;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "URL", description = "http or https URL, such as http://127.0.0.1:8080/actuator/health")
    private URI url;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "3",
            description = "Seconds for connecting, and again for the answer; from 1 to " + MOST_SECONDS
                    + ", default ${DEFAULT-VALUE}")
    private int timeout;

    @Override
    public Integer call() {
        PrintWriter errors = spec.commandLine().getErr();
        try {
            int status = status();
            if (status == HttpURLConnection.HTTP_OK) {
                return 0;
            }
            errors.println(url + " answers " + status);
        } catch (IOException e) {
            errors.println(url + " does not answer: " + e);
        }
        return 1;
    }

    private int status() throws IOException {
        if (timeout < 1 || timeout > MOST_SECONDS) {
            throw new ParameterException(spec.commandLine(),
                    "--timeout is a number from 1 to " + MOST_SECONDS + ": " + timeout);
        }
        HttpURLConnection connection = connection();
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(timeout * 1000);
        connection.setReadTimeout(timeout * 1000);
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    private HttpURLConnection connection() throws IOException {
        try {
            if (url.getHost() != null && url.toURL().openConnection(Proxy.NO_PROXY) instanceof HttpURLConnection http) {
                return http;
            }
        } catch (MalformedURLException | IllegalArgumentException e) {
            // Said below.
        }
        throw new ParameterException(spec.commandLine(), "Not an http or https URL: " + url);
    }
}
