package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.component.ComponentModel;
import org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy;
import org.keycloak.services.clientregistration.policy.impl.TrustedHostClientRegistrationPolicyFactory;

/** Can anybody register a client? */
final class StrangersCannotRegister implements RealmCheck {

    @Override
    public String code() {
        return "anonymous-registration";
    }

    @Override
    public String fine() {
        return "Nobody registers a client without a token.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        List<ComponentModel> policies = examined.realm()
                .getComponentsStream(examined.realm().getId(), ClientRegistrationPolicy.class.getName())
                .filter(policy -> TrustedHostClientRegistrationPolicyFactory.PROVIDER_ID.equals(policy.getProviderId())
                        && "anonymous".equals(policy.getSubType())).toList();
        boolean checked = policies.stream().anyMatch(policy ->
                policy.get(TrustedHostClientRegistrationPolicyFactory.HOST_SENDING_REGISTRATION_REQUEST_MUST_MATCH,
                        false));
        boolean hosts = policies.stream().anyMatch(policy -> policy.getConfig() != null && !policy.getConfig()
                .getOrDefault(TrustedHostClientRegistrationPolicyFactory.TRUSTED_HOSTS, List.of()).isEmpty());
        return Stream.concat(
                Problem.onlyIf(!checked, Problem.error("Anybody can register a client, without a token and from "
                        + "anywhere.",
                        "Add the policy Trusted Hosts, with Host sending registration request must match, to the "
                                + "anonymous "
                                + "access policies in Clients, Client registration.")),
                Problem.onlyIf(checked && hosts, Problem.warning("Clients can be registered without a token from "
                        + "some hosts.",
                        "Empty the list of the policy Trusted Hosts, and hand out initial access tokens.")));
    }
}
