package dev.smartfhir.endtoend.servers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The test needs the {@link TableServer} and has it for itself meanwhile; constructors and methods may take it as a
 * parameter. Such classes run beside those that are {@link EndToEnd}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ServersExtension.class)
@ResourceLock("dev.smartfhir.endtoend.servers.TableServer")
public @interface OnTableServer {
}
