package dev.smartfhir.hapi.gate;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.RestfulServer;
import dev.smartfhir.hapi.SmartInterceptor;
import dev.smartfhir.testapp.IssuerStub;
import dev.smartfhir.testapp.Minting;
import dev.smartfhir.testapp.RawHttp;
import dev.smartfhir.testapp.TestServer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class HookOrderTest {

    private final List<String> called = new CopyOnWriteArrayList<>();

    @Test
    void asksNoOtherInterceptorBeforeTheTokenIsVerified() {
        try (IssuerStub issuer = new IssuerStub(Minting.rsa("k")); TestServer server = TestServer.enforcing(issuer)) {
            IInterceptorService hooks = server.context().getBean(RestfulServer.class).getInterceptorService();
            hooks.registerInterceptor(new Early());
            hooks.registerInterceptor(new Usual());
            hooks.registerInterceptor(new Late());
            hooks.registerInterceptor(new Latest());

            assertThat(RawHttp.get(server.port(), "/fhir/Patient").status()).isEqualTo(401);
            assertThat(called).isEmpty();

            RawHttp.get(server.port(), "/fhir/metadata");
            assertThat(called).containsExactly("early", "usual", "late", "latest");
        }
    }

    @Test
    void givesItsHooksOrdersThatHapiCanSubtract() {
        assertThat(SmartInterceptor.class.getMethods())
                .filteredOn(method -> method.isAnnotationPresent(Hook.class))
                .isNotEmpty()
                .allSatisfy(method -> assertThat(method.getAnnotation(Hook.class).order())
                        .isBetween(-1_000_000_000, 1_000_000_000));
    }

    /** Below every order that HAPI's own interceptors have. */
    @Interceptor
    public final class Early {
        @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED, order = -1_000_000)
        public void call(HttpServletRequest request) {
            called.add("early");
        }
    }

    /** Of the default order. */
    @Interceptor
    public final class Usual {
        @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
        public void call(HttpServletRequest request) {
            called.add("usual");
        }
    }

    /** Of the order of ResponseHighlighterInterceptor. */
    @Interceptor
    public final class Late {
        @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED, order = 10_000)
        public void call(HttpServletRequest request) {
            called.add("late");
        }
    }

    /** As late as can be without HAPI's own comparison going wrong. */
    @Interceptor
    public final class Latest {
        @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED, order = 1_000_000_000)
        public void call(HttpServletRequest request) {
            called.add("latest");
        }
    }
}
