package dev.smartfhir.endtoend.servers;

import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Starts servers for the first test that asks and ends them after the last test of the run; the pair for the first that
 * is {@link EndToEnd}.
 */
public final class ServersExtension implements ParameterResolver {

    private static final Set<Class<?>> KNOWN = Set.of(Servers.class, TableServer.class, OperatorServer.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return KNOWN.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Store store = context.getRoot().getStore(Namespace.create(ServersExtension.class));
        Servers servers = store.getOrComputeIfAbsent(Servers.class, key -> Servers.startOrAttach(), Servers.class);
        if (AnnotationSupport.isAnnotated(context.getRequiredTestClass(), EndToEnd.class)) {
            servers.pair();
        }
        Class<?> type = parameter.getParameter().getType();
        if (type == TableServer.class) {
            return store.getOrComputeIfAbsent(type, key -> TableServer.startOrAttach(servers));
        }
        return type == OperatorServer.class
                ? store.getOrComputeIfAbsent(type, key -> OperatorServer.start(servers))
                : servers;
    }
}
