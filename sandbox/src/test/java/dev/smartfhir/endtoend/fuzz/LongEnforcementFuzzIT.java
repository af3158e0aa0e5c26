package dev.smartfhir.endtoend.fuzz;

import dev.smartfhir.endtoend.servers.OnOwnServers;
import dev.smartfhir.endtoend.servers.Servers;
import org.junit.jupiter.api.Tag;

/** Ten minutes of looking. */
@Tag("long")
@OnOwnServers
class LongEnforcementFuzzIT extends EnforcementFuzz {

    LongEnforcementFuzzIT(Servers servers) {
        super(servers, FuzzSettings.fromSystemProperties(Integer.MAX_VALUE, 600));
    }
}
