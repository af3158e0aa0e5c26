package dev.smartfhir.hapi.gate;

import ca.uhn.fhir.context.FhirVersionEnum;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.RestfulServer;
import dev.smartfhir.hapi.SmartInterceptor;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Collectors;

/**
 * Whether a FHIR server enforces: our interceptor is registered with it, every hook is wired, and one has been tried.
 *
 * <p>Registration is looked at again on each request; the rest once.
 */
public final class LiveHooks {

    private static final Set<Pointcut> REQUIRED = Arrays.stream(SmartInterceptor.class.getMethods())
            .map(method -> method.getAnnotation(Hook.class))
            .filter(Objects::nonNull)
            .map(Hook::value)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Pointcut.class)));

    private final SmartInterceptor interceptor;
    private final Set<RestfulServer> proven =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /**
     * Looks for the given interceptor, and no other of its kind.
     */
    public LiveHooks(SmartInterceptor interceptor) {
        this.interceptor = interceptor;
    }

    /**
     * What is missing before the server may be asked anything; empty where nothing is.
     *
     * @param server a FHIR servlet
     */
    public Optional<String> missing(RestfulServer server) {
        if (server.getInterceptorService().getAllRegisteredInterceptors().stream().noneMatch(interceptor::equals)) {
            return Optional.of("SmartInterceptor is not registered with it. Set"
                    + " hapi.fhir.custom-interceptor-classes=" + SmartInterceptor.class.getName());
        }
        if (proven.contains(server)) {
            return Optional.empty();
        }
        Optional<String> missing = prove(server);
        if (missing.isEmpty()) {
            proven.add(server);
        }
        return missing;
    }

    private Optional<String> prove(RestfulServer server) {
        FhirVersionEnum version = server.getFhirContext().getVersion().getVersion();
        if (version != FhirVersionEnum.R4) {
            return Optional.of("it is a FHIR " + version + " server, and only R4 is supported");
        }
        IInterceptorService hooks = server.getInterceptorService();
        for (Pointcut pointcut : REQUIRED) {
            boolean wired = hooks.getInvokersForPointcut(pointcut).stream()
                    .anyMatch(invoker -> invoker.getInterceptor() == interceptor);
            if (!wired) {
                return Optional.of("no hook of SmartInterceptor is wired at " + pointcut);
            }
        }
        return AnonymousProbe.isRefusedBy(hooks)
                ? Optional.empty()
                : Optional.of("a request without a token was not refused by SmartInterceptor in a trial");
    }
}
