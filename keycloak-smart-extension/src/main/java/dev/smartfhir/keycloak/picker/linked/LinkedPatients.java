package dev.smartfhir.keycloak.picker.linked;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.keycloak.audience.FhirServer;
import dev.smartfhir.keycloak.identity.FhirUser;
import dev.smartfhir.keycloak.picker.directory.Directory;
import dev.smartfhir.keycloak.picker.directory.DirectoryUnavailable;
import dev.smartfhir.keycloak.picker.directory.FhirAddress;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * The patients whom a user acts for. Links that administrators wrote count alone; without any, a RelatedPerson or
 * Person acts for those whom the FHIR server links to him at this moment: {@code RelatedPerson.patient}, and
 * {@code Person.link.target}, be it a Patient or a RelatedPerson.
 *
 * @see <a href="https://hl7.org/fhir/R4/relatedperson.html">FHIR R4, RelatedPerson</a>
 * @see <a href="https://hl7.org/fhir/R4/person.html">FHIR R4, Person</a>
 */
public final class LinkedPatients {

    private static final Logger LOG = Logger.getLogger(LinkedPatients.class);
    private static final String RELATED_PERSON = "RelatedPerson";
    /** A user may read the resource that represents him (ID-13). */
    private static final String OWN = "openid fhirUser user/%s.r";

    private final Directory directory;

    private LinkedPatients(Directory directory) {
        this.directory = directory;
    }

    /**
     * The ids of the patients; asked once in a request. {@link FhirUser#UNREACHABLE} alone if the server did not
     * answer.
     *
     * @param app the app that he logs in to
     * @param fhirBase a FHIR base URL of the realm, or {@code null} where no server is at stake
     */
    @SuppressWarnings("unchecked")
    public static Set<String> of(KeycloakSession session, ClientModel app, UserModel user, String fhirBase) {
        if (fhirBase == null) {
            return FhirUser.patientsOf(user, null);
        }
        FhirServer server = FhirServer.of(app.getRealm(), fhirBase);
        Optional<FhirUser> own = FhirUser.of(user, server);
        if (FhirUser.hasLinks(user) || own.filter(known -> known.isBoundToPatients() && !known.isPatient()).isEmpty()) {
            return FhirUser.patientsOf(user, server);
        }
        String known = LinkedPatients.class.getName() + ' ' + user.getId() + ' ' + own.get().url();
        Supplier<Set<String>> asked = () -> new LinkedPatients(
                new Directory(session, app, user.getId(), own.get(), fhirBase)).of(own.get(), fhirBase);
        if (session.getAttribute(known) == null) {
            session.setAttribute(known, asked.get());
        }
        return session.getAttribute(known, Set.class);
    }

    private Set<String> of(FhirUser own, String fhirBase) {
        try {
            Optional<JsonNode> resource = directory.read(own.type(), own.id(), String.format(OWN, own.type()));
            return resource.isEmpty() ? Set.of() : patients(resource.get());
        } catch (DirectoryUnavailable e) {
            LOG.warnf("%s does not say for whom a user acts: %s", fhirBase, e.getMessage());
            return Set.of(FhirUser.UNREACHABLE);
        }
    }

    private Set<String> patients(JsonNode own) throws DirectoryUnavailable {
        FhirAddress address = directory.address();
        Links links = new Links(address::idOf, Instant.ofEpochSecond(Time.currentTime()));
        if (own.path("resourceType").asText().equals(RELATED_PERSON)) {
            return links.patientOf(own).map(Set::of).orElseGet(Set::of);
        }
        Set<String> patients = new HashSet<>(links.of(own, FhirUser.PATIENT));
        Set<String> related = links.of(own, RELATED_PERSON);
        if (!related.isEmpty()) {
            directory.search(RELATED_PERSON, byId(related), "user/RelatedPerson.rs").matches().stream()
                    .filter(person -> person.path("resourceType").asText().equals(RELATED_PERSON)
                            && related.contains(person.path("id").asText()))
                    .forEach(person -> links.patientOf(person).ifPresent(patients::add));
        }
        return Set.copyOf(patients);
    }

    private static List<Map.Entry<String, String>> byId(Set<String> ids) {
        return List.of(Map.entry("_id", String.join(",", ids)), Map.entry("_count", String.valueOf(ids.size())));
    }
}
