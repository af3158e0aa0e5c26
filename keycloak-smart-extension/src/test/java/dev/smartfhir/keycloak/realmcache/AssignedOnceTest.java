package dev.smartfhir.keycloak.realmcache;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;

/** What is assigned to a client is read once for a request that grants, and never kept where it may change. */
class AssignedOnceTest {

    private static final String TOKEN = "/realms/smart/protocol/openid-connect/token";
    private final AtomicInteger readings = new AtomicInteger();
    private final ClientModel configured = stub(ClientModel.class, Map.of(
            "getId", () -> "id",
            "getClientScopes", () -> {
                readings.incrementAndGet();
                return Map.of();
            },
            "addClientScope", () -> null,
            "addClientScopes", () -> null,
            "removeClientScope", () -> null,
            "getAttribute", () -> null));

    @Test
    void readsBothKindsOnceForATokenRequest() {
        ScopedClient client = client(TOKEN);
        client.assigned();
        client.assigned();

        assertThat(readings).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/realms/smart/clients", "/realms/smart/clients-registrations/openid-connect"})
    void readsThemAnewEachTimeWhereTheyMayChange(String path) {
        ScopedClient client = client(path);
        client.assigned();
        client.assigned();

        assertThat(readings).hasValue(4);
    }

    @Test
    void readsThemAnewOnceOneIsAssignedOrTakenAway() {
        ScopedClient client = client(TOKEN);
        client.assigned();
        client.addClientScope(null, true);
        client.assigned();
        client.addClientScopes(null, true);
        client.assigned();
        client.removeClientScope(stub(ClientScopeModel.class, Map.of("getId", () -> "scope")));
        client.assigned();

        assertThat(readings).hasValue(8);
    }

    private ScopedClient client(String path) {
        UriInfo uri = stub(UriInfo.class, Map.of("getPath", () -> path));
        HttpRequest request = stub(HttpRequest.class, Map.of("getUri", () -> uri));
        KeycloakContext context = stub(KeycloakContext.class, Map.of("getHttpRequest", () -> request));
        return new ScopedClient(stub(KeycloakSession.class, Map.of("getContext", () -> context)), configured);
    }

    private static <T> T stub(Class<T> type, Map<String, Supplier<Object>> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName()).get()));
    }
}
