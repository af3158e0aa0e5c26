package dev.smartfhir.endtoend.servers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test starts servers of its own, or uses the {@link OperatorServer}, and neither needs nor changes what the shared {@link Servers} hold; those it may
 * take as a parameter, to be told where they are. Such classes run beside those that are {@link EndToEnd}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ServersExtension.class)
public @interface OnOwnServers {
}
