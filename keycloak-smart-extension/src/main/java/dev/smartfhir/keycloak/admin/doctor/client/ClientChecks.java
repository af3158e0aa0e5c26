package dev.smartfhir.keycloak.admin.doctor.client;

import dev.smartfhir.keycloak.admin.doctor.ClientCheck;
import java.util.List;

/** Every question about a SMART client. */
public final class ClientChecks {

    private static final List<ClientCheck> ALL = List.of(
            new ClientIsEnabled(), new BasicIsAssigned(), new CeilingsCanBeGranted(), new PlaceholdersAreFilled(),
            new CeilingsAreOptional(), new CeilingsAreNarrow(), new FhirBaseIsKnown(), new BackendHasKey(),
            new KeysAreRegistered(), new AssertionsAreShort(), new TokensAreSigned(), new TokensAreBearerTokens(),
            new TokensAreShort(), new RedirectsAreThere(), new RedirectsAreExact(), new RedirectsAreSecure(),
            new OriginsAreExact(), new PkceIsS256(), new OtherFlowsAreOff(), new FullScopeIsOff(),
            new PublicAppHasNoSecret(), new UsersAreAsked());

    private ClientChecks() {
    }

    /** In the order in which they are asked. */
    public static List<ClientCheck> all() {
        return ALL;
    }

    /** The one question about a client that is no SMART client. */
    public static ClientCheck lookalike() {
        return new MeantToBeSmart();
    }
}
