package dev.smartfhir.endtoend.servers;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the servers for the first test that asks and ends them after the last test of the run. */
public final class ServersExtension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Servers.class
                || parameter.getParameter().getType() == TableServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Store store = context.getRoot().getStore(Namespace.create(ServersExtension.class));
        Servers servers = store.getOrComputeIfAbsent(Servers.class, key -> Servers.startOrAttach(), Servers.class);
        return parameter.getParameter().getType() == Servers.class
                ? servers
                : store.getOrComputeIfAbsent(
                        TableServer.class, key -> TableServer.startOrAttach(servers), TableServer.class);
    }
}
