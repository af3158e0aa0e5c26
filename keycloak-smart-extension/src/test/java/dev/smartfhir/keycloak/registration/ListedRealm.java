package dev.smartfhir.keycloak.registration;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.RealmModel;

/** A realm that has client scopes and a list for registration, and nothing more. */
final class ListedRealm {

    private ListedRealm() {
    }

    /** @param list the realm's attribute, or {@code null} */
    static RegistrationList list(String list, String... clientScopes) {
        return RegistrationList.of(proxy(RealmModel.class, (method, argument) -> switch (method) {
            case "getAttribute" -> RegistrationList.ATTRIBUTE.equals(argument) ? list : null;
            case "getClientScopesStream" -> Stream.of(clientScopes).map(ListedRealm::scope);
            default -> throw new UnsupportedOperationException(method);
        }));
    }

    private static ClientScopeModel scope(String name) {
        Map<String, String> answers = Map.of("getName", name, "getId", "id-of-" + name, "getProtocol",
                "openid-connect", "toString", name);
        return proxy(ClientScopeModel.class, (method, argument) -> answers.get(method));
    }

    private interface Answers {
        Object to(String method, Object argument);
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (self, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == arguments[0];
                    default -> answers.to(method.getName(), arguments == null ? null : arguments[0]);
                }));
    }
}
