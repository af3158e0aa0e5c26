package dev.smartfhir.keycloak.registration;

import java.net.URI;
import java.util.List;
import org.keycloak.models.RealmModel;
import org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy;
import org.keycloak.services.clientregistration.policy.ClientRegistrationPolicyManager;
import org.keycloak.services.clientregistration.policy.RegistrationAuth;
import org.keycloak.services.clientregistration.policy.impl.TrustedHostClientRegistrationPolicyFactory;

/** Answers for the realm's policy Trusted Hosts where stock Keycloak has no answer: a redirect URI without a host. */
final class TrustedHosts {

    private TrustedHosts() {
    }

    /** @throws InvalidMetadata {@code invalid_redirect_uri} if the policy is in force and one names no host */
    static void requireHosts(RealmModel realm, RegistrationAuth caller, List<String> redirectUris) {
        redirectUris.stream().filter(uri -> URI.create(uri).getHost() == null).findFirst().ifPresent(uri -> {
            if (judgesRedirectUris(realm, caller)) {
                throw InvalidMetadata.redirectUri("The redirect URI " + uri + " names no host, and this realm's policy "
                        + "Trusted Hosts registers such apps only with an initial access token");
            }
        });
    }

    private static boolean judgesRedirectUris(RealmModel realm, RegistrationAuth caller) {
        String kind = ClientRegistrationPolicyManager.getComponentTypeKey(caller);
        return realm.getComponentsStream(realm.getId(), ClientRegistrationPolicy.class.getName())
                .filter(policy -> TrustedHostClientRegistrationPolicyFactory.PROVIDER_ID.equals(policy.getProviderId()))
                .filter(policy -> kind.equals(policy.getSubType()))
                .anyMatch(policy -> !"false".equals(policy.getConfig()
                        .getFirst(TrustedHostClientRegistrationPolicyFactory.CLIENT_URIS_MUST_MATCH)));
    }
}
