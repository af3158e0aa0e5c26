package dev.smartfhir.keycloak.admin.doctor;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Keycloak's models as far as an examination asks: what is given by method name, and nothing of everything else. */
public final class Faked {

    private Faked() {
    }

    /** @param answers values by method name, or functions of the first argument */
    public static <T> T of(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (self, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == arguments[0];
                    case "toString" -> answers.toString();
                    default -> answer(answers.get(method.getName()), method.getReturnType(), arguments);
                }));
    }

    @SuppressWarnings("unchecked")
    private static Object answer(Object given, Class<?> type, Object[] arguments) {
        if (given instanceof Function<?, ?> function) {
            return ((Function<Object, Object>) function).apply(arguments == null ? null : arguments[0]);
        }
        if (given instanceof List<?> list && type == Stream.class) {
            return list.stream();
        }
        return given != null ? given : nothing(type);
    }

    private static Object nothing(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 0;
        }
        if (type == long.class) {
            return 0L;
        }
        if (type == Stream.class) {
            return Stream.empty();
        }
        if (type == Map.class) {
            return Map.of();
        }
        return type == Set.class ? Set.of() : null;
    }
}
