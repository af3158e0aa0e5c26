package dev.smartfhir.endtoend.fuzz;

import dev.smartfhir.endtoend.servers.OnOwnServers;
import dev.smartfhir.endtoend.servers.Servers;

/** A short look with every build. */
@OnOwnServers
class EnforcementFuzzIT extends EnforcementFuzz {

    EnforcementFuzzIT(Servers servers) {
        super(servers, FuzzSettings.fromSystemProperties(2000, 40));
    }
}
