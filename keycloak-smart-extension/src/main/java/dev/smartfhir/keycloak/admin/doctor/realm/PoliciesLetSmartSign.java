package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.representations.idm.ClientProfileRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyException;

/** Does a client policy refuse what SMART prescribes? */
final class PoliciesLetSmartSign implements RealmCheck {

    private static final String REFUSING = "secure-signature-algorithm-signed-jwt";

    @Override
    public String code() {
        return "client-policies";
    }

    @Override
    public String fine() {
        return "No client policy refuses the algorithms of SMART.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        try {
            Set<String> refusing = examined.session().clientPolicy().getClientProfiles(examined.realm(),
                    true).getProfiles()
                    .stream().filter(profile -> profile.getExecutors() != null && profile.getExecutors().stream()
                            .anyMatch(executor -> REFUSING.equals(executor.getExecutorProviderId())))
                    .map(ClientProfileRepresentation::getName).collect(Collectors.toSet());
            return examined.session().clientPolicy().getClientPolicies(examined.realm(), false).getPolicies().stream()
                    .filter(policy -> Boolean.TRUE.equals(policy.isEnabled()) && policy.getProfiles() != null
                            && policy.getProfiles().stream().anyMatch(refusing::contains))
                    .map(policy -> Problem.warning("The client policy " + policy.getName() + " has the executor "
                            + REFUSING
                            + ", which refuses RS384.", "Let its conditions leave SMART clients out, or take the "
                            + "executor "
                            + "away: this module checks signatures itself."));
        } catch (ClientPolicyException e) {
            return Stream.of(Problem.warning("The client policies of the realm cannot be read.",
                    "Open Realm settings, Client policies, and save them anew."));
        }
    }
}
