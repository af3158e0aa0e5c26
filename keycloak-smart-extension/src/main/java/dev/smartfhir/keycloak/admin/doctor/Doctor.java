package dev.smartfhir.keycloak.admin.doctor;

import dev.smartfhir.keycloak.admin.doctor.client.ClientChecks;
import dev.smartfhir.keycloak.admin.doctor.realm.RealmChecks;
import dev.smartfhir.keycloak.client.AssignedScopes;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.connections.httpclient.HttpClientProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;

/** Asks every question about a realm, and about each of its SMART clients; one that fails does not end the others. */
public final class Doctor {

    private static final Logger LOG = Logger.getLogger(Doctor.class);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Outside outside;

    /** The doctor who reaches other servers by Keycloak's own HTTP client. */
    public Doctor(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
        this.outside = new OutsideByHttp(session.getProvider(HttpClientProvider.class).getHttpClient());
    }

    /** What is found: the realm first, then its SMART clients and those that look as if meant to be, by name. */
    public List<Finding> examine() {
        List<ClientModel> clients = realm.getClientsStream()
                .filter(client -> OIDCLoginProtocol.LOGIN_PROTOCOL.equals(client.getProtocol()))
                .sorted(Comparator.comparing(ClientModel::getClientId)).toList();
        List<ExaminedClient> smart = clients.stream().filter(client -> AssignedScopes.of(client).areSmart())
                .map(client -> new ExaminedClient(session, realm, client, outside)).toList();
        ExaminedRealm examined = new ExaminedRealm(session, realm, outside, smart);
        return Stream.of(
                RealmChecks.all().stream().flatMap(check -> findings(check, examined)),
                smart.stream().flatMap(Doctor::findings),
                clients.stream().filter(client -> !AssignedScopes.of(client).areSmart()).flatMap(client ->
                        lookalike(new ExaminedClient(session, realm, client, outside))))
                .flatMap(findings -> findings).toList();
    }

    private static Stream<Finding> findings(RealmCheck check, ExaminedRealm examined) {
        if (!check.applies(examined)) {
            return Stream.empty();
        }
        String subject = "realm " + examined.realm().getName();
        List<Finding> found = problems(() -> check.problems(examined)).stream()
                .map(problem -> finding(problem, subject, check.code())).toList();
        return found.isEmpty() ? Stream.of(new Finding(Severity.OK, subject, check.code(), check.fine(), ""))
                : found.stream();
    }

    private static Stream<Finding> findings(ExaminedClient examined) {
        String subject = subject(examined);
        List<Finding> found = ClientChecks.all().stream().flatMap(check -> problems(() -> check.problems(examined))
                .stream().map(problem -> finding(problem, subject, check.code()))).toList();
        return found.isEmpty()
                ? Stream.of(new Finding(Severity.OK, subject, "client", "It is set up as a SMART client should be.",
                        ""))
                : found.stream();
    }

    private static Stream<Finding> lookalike(ExaminedClient examined) {
        ClientCheck check = ClientChecks.lookalike();
        return problems(() -> check.problems(examined)).stream()
                .map(problem -> finding(problem, subject(examined), check.code()));
    }

    /** A directory of users that is away, say, must not keep everything else from being examined. */
    static List<Problem> problems(Supplier<Stream<Problem>> question) {
        try {
            return question.get().toList();
        } catch (RuntimeException failure) {
            LOG.warn("The doctor could not examine something", failure);
            return List.of(Problem.error("This could not be examined (" + failure.getClass().getSimpleName() + ").",
                    "See Keycloak's log for the reason."));
        }
    }

    private static Finding finding(Problem problem, String subject, String code) {
        return new Finding(problem.severity(), subject, code, problem.text(), problem.mend());
    }

    private static String subject(ExaminedClient examined) {
        return "client " + examined.client().getClientId();
    }
}
