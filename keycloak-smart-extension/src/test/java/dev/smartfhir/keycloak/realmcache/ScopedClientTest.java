package dev.smartfhir.keycloak.realmcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.delegate.ClientModelLazyDelegate;

/** Pins what this module takes from Keycloak's internals: a method that is not delegated would change a client. */
class ScopedClientTest {

    /** These only call other methods, or are the deprecated name of one that does. */
    private static final List<String> DERIVED = List.of("isDynamicScope", "setIsDynamicScope", "getDynamicScopeRegexp",
            "getDynamicClientScope", "isParameterizedScope", "setIsParameterizedScope", "getParameterizedScopeRegexp",
            "getParameterFromScope", "isAlwaysConsent");

    @Test
    void delegatesEveryMethodOfAClient() {
        assertThat(undelegated(ClientModel.class, ClientModelLazyDelegate.class, ScopedClient.class)).isEmpty();
    }

    @Test
    void delegatesEveryAbstractMethodOfAClientScope() {
        assertThat(Stream.of(ClientScopeModel.class.getMethods())
                .filter(method -> java.lang.reflect.Modifier.isAbstract(method.getModifiers()))
                .map(Method::getName)
                .filter(name -> Stream.of(AdministeredClientScope.class.getDeclaredMethods())
                        .noneMatch(own -> own.getName().equals(name))))
                .isEmpty();
    }

    private static List<String> undelegated(Class<?> model, Class<?>... delegates) {
        return Stream.of(model.getDeclaredMethods())
                .filter(method -> !java.lang.reflect.Modifier.isStatic(method.getModifiers()))
                .filter(method -> !method.isSynthetic())
                .filter(method -> !DERIVED.contains(method.getName()))
                .filter(method -> Stream.of(delegates).flatMap(delegate -> Stream.of(delegate.getDeclaredMethods()))
                        .noneMatch(own -> own.getName().equals(method.getName())))
                .map(Method::getName).distinct().toList();
    }
}
