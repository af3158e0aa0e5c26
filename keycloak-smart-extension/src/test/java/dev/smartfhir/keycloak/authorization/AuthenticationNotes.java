package dev.smartfhir.keycloak.authorization;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.keycloak.sessions.AuthenticationSessionModel;

/** An authentication session that holds notes and nothing else. */
public final class AuthenticationNotes {

    private AuthenticationNotes() {
    }

    public static AuthenticationSessionModel empty() {
        Map<String, String> clientNotes = new HashMap<>();
        Map<String, String> authNotes = new HashMap<>();
        return (AuthenticationSessionModel) Proxy.newProxyInstance(AuthenticationNotes.class.getClassLoader(),
                new Class<?>[] {AuthenticationSessionModel.class}, (proxy, method, arguments) ->
                        switch (method.getName()) {
                            case "getClientNote" -> clientNotes.get(arguments[0]);
                            case "setClientNote" -> clientNotes.put((String) arguments[0], (String) arguments[1]);
                            case "getAuthNote" -> authNotes.get(arguments[0]);
                            case "setAuthNote" -> authNotes.put((String) arguments[0], (String) arguments[1]);
                            case "removeAuthNote" -> authNotes.remove(arguments[0]);
                            default -> throw new UnsupportedOperationException(method.getName());
                        });
    }
}
