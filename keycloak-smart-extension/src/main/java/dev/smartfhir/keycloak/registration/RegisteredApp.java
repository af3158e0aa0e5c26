package dev.smartfhir.keycloak.registration;

import dev.smartfhir.keycloak.ceiling.RegisteredPart;
import dev.smartfhir.keycloak.client.AssignedScopes;
import dev.smartfhir.keycloak.client.ConfiguredClient;
import dev.smartfhir.keycloak.client.SmartNames;
import dev.smartfhir.scopes.NamedScope;
import dev.smartfhir.scopes.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocolFactory;

/**
 * A client that registered itself as a SMART app, which its attribute {@value RegisteredPart#REGISTERED} says. It gets
 * client scopes of the realm as optional ones, which count as far as it registered for them; what an administrator
 * assigns besides is his, and stays through every change that the app makes of itself.
 */
final class RegisteredApp {

    private static final String DESCRIPTION = "Registered itself for: ";
    private static final int LONGEST_DESCRIPTION = 255;

    private final ClientModel client;

    private RegisteredApp(ClientModel client) {
        this.client = client;
    }

    static Optional<RegisteredApp> of(ClientModel client) {
        return Optional.ofNullable(client).filter(known -> known.getAttribute(RegisteredPart.REGISTERED) != null)
                .map(RegisteredApp::new);
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
        Set<String> wanted = ids(scopes.parts().keySet().stream());
        assigned().filter(before -> !wanted.contains(before.getId()))
                .filter(before -> !RegisteredPart.isByAdministrator(client, before)).toList()
                .forEach(written::removeClientScope);
        Set<String> held = ids(assigned());
        scopes.parts().keySet().stream().filter(scope -> !held.contains(scope.getId()))
                .forEach(scope -> written.addClientScope(scope, false));
        written.setAttribute(RegisteredPart.REGISTERED, scopes.smart());
        describe(written);
    }

    /** What it may ask for, as RFC 7591 wants it told: {@code openid}, and every scope with its part. */
    String scope() {
        List<String> words = new ArrayList<>(List.of(NamedScope.OPENID.text()));
        assigned().sorted(Comparator.comparing(ClientScopeModel::getName)).flatMap(this::told)
                .filter(word -> !words.contains(word)).forEach(words::add);
        return String.join(" ", words);
    }

    /** Whether refresh tokens can come of what it may ask for. */
    boolean wantsRefresh() {
        return List.of(scope().split(" ")).stream().anyMatch(word -> word.equals(NamedScope.OFFLINE_ACCESS.text())
                || word.equals(NamedScope.ONLINE_ACCESS.text()));
    }

    private Stream<String> told(ClientScopeModel scope) {
        return SmartNames.isSmart(scope.getName())
                ? RegistrationList.ceiling(scope).stream().flatMap(ceiling ->
                        RegisteredPart.narrowed(RegisteredPart.bound(client, scope), ceiling).stream())
                        .map(Scope::text)
                : Stream.of(scope.getName());
    }

    private static Set<String> ids(Stream<ClientScopeModel> scopes) {
        return scopes.map(ClientScopeModel::getId).collect(Collectors.toSet());
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
