package dev.smartfhir.hapi.decision;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownScopesTest {

    private final List<Decision> told = new ArrayList<>();

    @Test
    void tellsADecisionAlsoWhereItCannotBeFoundOutWhichScopesDecided() {
        ServletRequestDetails request = new ServletRequestDetails();
        request.setServletResponse((HttpServletResponse) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> method.getName().equals("getStatus") ? (Object) 200 : false));
        Course.of(request).isJudged();
        Course.of(request).allowedBy(() -> {
            throw new IllegalStateException("the operator's policy");
        });
        new Decisions(() -> List.of(told::add)).tell(request);
        assertThat(told).singleElement().satisfies(decision -> {
            assertThat(decision.verdict()).isEqualTo(Decision.Verdict.ALLOWED);
            assertThat(decision.scopes().isEmpty()).isTrue();
        });
    }
}
