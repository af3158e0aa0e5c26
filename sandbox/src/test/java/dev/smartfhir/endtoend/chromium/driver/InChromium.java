package dev.smartfhir.endtoend.chromium.driver;

import dev.smartfhir.endtoend.servers.EndToEnd;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test drives the {@link Chromium} of the run, which constructors may take as a parameter; each test begins as a
 * new visitor. Where Chromium or chromedriver is missing, such tests are skipped, and one sentence says so.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EndToEnd
@ExtendWith(ChromiumExtension.class)
public @interface InChromium {
}
