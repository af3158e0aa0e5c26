package dev.smartfhir.keycloak.registration;

import dev.smartfhir.keycloak.ceiling.RegisteredPart;
import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.client.ConfiguredClient;
import dev.smartfhir.keycloak.client.SmartNames;
import dev.smartfhir.scopes.NamedScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocolFactory;

/**
 * A client that registered itself as a SMART app, which its attribute {@value #MARK} says. It gets client scopes of the
 * realm as optional ones, each with the part of it that it registered for ({@link RegisteredPart}); what an
 * administrator assigns besides is his, and stays through every change that the app makes of itself.
 */
final class RegisteredApp {

    static final String MARK = "smart.registered";
    private static final String DESCRIPTION = "Registered itself for: ";
    private static final int LONGEST_DESCRIPTION = 255;

    private final ClientModel client;

    private RegisteredApp(ClientModel client) {
        this.client = client;
    }

    static Optional<RegisteredApp> of(ClientModel client) {
        return Optional.ofNullable(client).filter(known -> known.getAttribute(MARK) != null).map(RegisteredApp::new);
    }

    /** Makes a new client a SMART app: nothing unasked, nothing but the scopes that it registered for. */
    static RegisteredApp begin(ClientModel created, AppScopes scopes) {
        ClientModel client = configured(created);
        Stream.of(true, false).flatMap(byDefault -> List.copyOf(client.getClientScopes(byDefault).values()).stream())
                .forEach(client::removeClientScope);
        List.copyOf(client.getProtocolMappersStream().toList()).forEach(client::removeProtocolMapper);
        client.getRealm().getClientScopesStream()
                .filter(scope -> scope.getName().equals(OIDCLoginProtocolFactory.BASIC_SCOPE)).findFirst()
                .ifPresent(basic -> client.addClientScope(basic, true));
        client.setAttribute(MARK, "true");
        RegisteredApp app = new RegisteredApp(created);
        app.register(scopes);
        return app;
    }

    /** Takes from a client that registered itself whatever SMART scopes the realm gives to every new client. */
    static void takeSmartScopes(ClientModel created) {
        ClientModel client = configured(created);
        AssignedScopes.read(client).ceilings().toList().forEach(client::removeClientScope);
    }

    /** Registers it for these scopes and no others; what an administrator assigned is not touched. */
    void register(AppScopes scopes) {
        ClientModel written = configured(client);
        Set<String> wanted = scopes.parts().keySet().stream().map(ClientScopeModel::getId).collect(Collectors.toSet());
        for (ClientScopeModel before : registered().toList()) {
            if (!wanted.contains(before.getId())) {
                written.removeClientScope(before);
                written.removeAttribute(RegisteredPart.PREFIX + before.getId());
            }
        }
        Set<String> byAdministrator = assigned().filter(scope -> RegisteredPart.of(client, scope).isEmpty())
                .map(ClientScopeModel::getId).collect(Collectors.toSet());
        for (Map.Entry<ClientScopeModel, String> entry : scopes.parts().entrySet()) {
            ClientScopeModel scope = entry.getKey();
            if (!byAdministrator.contains(scope.getId())) {
                written.addClientScope(scope, false);
                written.setAttribute(RegisteredPart.PREFIX + scope.getId(), entry.getValue());
            }
        }
        describe(written);
    }

    /** What it may ask for, as RFC 7591 wants it told: {@code openid}, and every scope with its part. */
    String scope() {
        Map<String, String> byName = new TreeMap<>();
        assigned().forEach(scope -> byName.put(scope.getName(),
                RegisteredPart.of(client, scope).orElse(scope.getName())));
        byName.remove(OIDCLoginProtocolFactory.BASIC_SCOPE);
        List<String> words = new ArrayList<>(List.of(NamedScope.OPENID.text()));
        byName.values().stream().flatMap(part -> Stream.of(part.split(" "))).filter(word -> !words.contains(word))
                .forEach(words::add);
        return String.join(" ", words);
    }

    /** Whether refresh tokens can come of what it may ask for. */
    boolean wantsRefresh() {
        return List.of(scope().split(" ")).stream().anyMatch(word -> word.equals(NamedScope.OFFLINE_ACCESS.text())
                || word.equals(NamedScope.ONLINE_ACCESS.text()));
    }

    private Stream<ClientScopeModel> registered() {
        return assigned().filter(scope -> RegisteredPart.of(client, scope).isPresent());
    }

    private Stream<ClientScopeModel> assigned() {
        AssignedScopes scopes = AssignedScopes.of(client);
        return Stream.concat(scopes.optional().values().stream(), scopes.byDefault().values().stream()
                .filter(scope -> scope.isIncludeInTokenScope() || SmartNames.isSmart(scope.getName())));
    }

    /** For the administrator who looks at the client in the console; a text of his own is left alone. */
    private void describe(ClientModel written) {
        String said = written.getDescription();
        if (said != null && !said.isEmpty() && !said.startsWith(DESCRIPTION)) {
            return;
        }
        String text = DESCRIPTION + scope();
        written.setDescription(text.length() > LONGEST_DESCRIPTION
                ? text.substring(0, LONGEST_DESCRIPTION - 1) + "…" : text);
    }

    private static ClientModel configured(ClientModel client) {
        return client instanceof ConfiguredClient known ? known.configured() : client;
    }
}
