package dev.smartfhir.hapi.audit.event;

import ca.uhn.fhir.storage.interceptor.balp.BalpConstants;
import ca.uhn.fhir.storage.interceptor.balp.BalpProfileEnum;
import dev.smartfhir.hapi.audit.AuditRecord;
import dev.smartfhir.hapi.authentication.VerifiedToken;
import dev.smartfhir.hapi.decision.Decision;
import dev.smartfhir.hapi.user.FhirUser;
import dev.smartfhir.scopes.Context;
import dev.smartfhir.scopes.ResourceScope;
import dev.smartfhir.scopes.Scope;
import java.net.URI;
import java.util.Optional;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentNetworkType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;

/**
 * Who took part: the client with the scopes that decided, this server, and the user where the token has one.
 *
 * <p>Client and user are told by identifiers of their issuer, as an authorization server knows them: a reference to a
 * Practitioner would keep that one from being deleted.
 */
final class Agents {

    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    private static final String UNKNOWN = "unknown";
    private static final int LONGEST_URI = 500;

    private final URI fhirBase;

    Agents(URI fhirBase) {
        this.fhirBase = fhirBase;
    }

    void addTo(AuditEvent event, AuditRecord entry) {
        Interactions kind = Interactions.of(entry.decision().interaction());
        BalpProfileEnum shape =
                kind == Interactions.DELETE ? BalpProfileEnum.BASIC_DELETE : BalpProfileEnum.BASIC_CREATE;
        Coding client = shape.getAgentClientTypeCoding();
        Coding server = shape.getAgentServerTypeCoding();
        addClient(event, entry, kind.flowsToClient() ? server : client);
        addServer(event, kind.flowsToClient() ? client : server);
        entry.decision().token().filter(Agents::hasUser).ifPresent(token -> addUser(event, token, kind));
    }

    private static void addClient(AuditEvent event, AuditRecord entry, Coding role) {
        Decision decision = entry.decision();
        AuditEventAgentComponent agent = event.addAgent()
                .setRequestor(decision.token().filter(Agents::hasUser).isEmpty());
        agent.getType().addCoding(role);
        agent.getWho().setDisplay(UNKNOWN);
        decision.token().ifPresent(token -> {
            agent.getWho().setIdentifier(identifier(token.issuer(), token.clientId())).setDisplay(token.clientId());
            agent.setAltId(token.clientId()).setName(token.clientId());
        });
        if (decision.verdict() == Decision.Verdict.ALLOWED) {
            decision.scopes().stream().map(Agents::policy).distinct().forEach(agent::addPolicy);
        }
        agent.getNetwork().setAddress(entry.address().orElse(UNKNOWN)).setType(entry.address().isPresent()
                ? BalpConstants.AUDIT_EVENT_AGENT_NETWORK_TYPE_IP_ADDRESS
                : BalpConstants.AUDIT_EVENT_AGENT_NETWORK_TYPE_MACHINE_NAME);
    }

    /** A scope that is too long to be searched by, and so to be stored at all, stands without its constraints. */
    private static String policy(Scope scope) {
        String text = scope.toString();
        return text.length() > LONGEST_URI && scope instanceof ResourceScope resource
                ? ResourceScope.of(resource.context(), resource.type(), resource.interactions()).toString() : text;
    }

    private void addServer(AuditEvent event, Coding role) {
        AuditEventAgentComponent agent = event.addAgent().setRequestor(false);
        agent.getType().addCoding(role);
        agent.getWho().setDisplay(fhirBase.toString());
        agent.getNetwork().setAddress(fhirBase.toString()).setType(AuditEventAgentNetworkType._5);
    }

    private void addUser(AuditEvent event, VerifiedToken token, Interactions kind) {
        Optional<FhirUser> user = FhirUser.of(token.claims().get("fhirUser"), fhirBase);
        AuditEventAgentComponent agent = event.addAgent().setRequestor(true);
        agent.getType().addCoding(kind.changes()
                ? new Coding(PARTICIPATION, "AUT", "author (originator)")
                : new Coding(PARTICIPATION, "IRCP", "information recipient"));
        agent.getWho().setIdentifier(identifier(token.issuer(), token.subject()));
        agent.setAltId(token.subject());
        user.ifPresentOrElse(known -> {
            String reference = known.type() + "/" + known.id();
            agent.getWho().setType(known.type()).setDisplay(reference);
            agent.setName(reference);
        }, () -> agent.getWho().setDisplay(token.subject()));
    }

    /** Whether a token acts for somebody: a client that acts for itself has scopes of its own alone. */
    private static boolean hasUser(VerifiedToken token) {
        return token.claims().containsKey("fhirUser") || token.scopes().stream().anyMatch(scope ->
                !(scope instanceof ResourceScope resource) || resource.context() != Context.SYSTEM);
    }

    private static Identifier identifier(String issuer, String value) {
        return new Identifier().setSystem(issuer).setValue(value);
    }
}
