package dev.smartfhir.keycloak.consent;

import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.models.ClientModel;

/**
 * The texts of scopes that are too long for an id, kept as attributes of the client that asked for them. They are the
 * same for every user, and what they are named after is checked whenever they are read.
 */
final class ConsentTexts {

    /** Texts that are kept for one client, so that an app that asks for ever new constraints cannot fill the store. */
    static final int MOST = 1_000;

    private static final Logger LOG = Logger.getLogger(ConsentTexts.class);

    private final ClientModel client;

    ConsentTexts(ClientModel client) {
        this.client = client;
    }

    /** Whether a decision about these scopes can be remembered; one that cannot be is none. */
    boolean canKeep(String text) {
        Optional<String> attribute = new ConsentId(true, text).attribute();
        boolean can = attribute.isEmpty() || client.getAttribute(attribute.get()) != null
                || text.length() <= ConsentId.LONGEST_TEXT && kept() < MOST;
        if (!can) {
            LOG.warnf("The client %s of realm %s asks for a scope that is too long to be remembered, or has %d "
                    + "attributes %s* already: it is not granted", client.getClientId(), client.getRealm().getName(),
                    MOST, ConsentId.ATTRIBUTE_PREFIX);
        }
        return can;
    }

    /** Keeps the text of an id where the id alone does not hold it. */
    void keep(ConsentId id) {
        id.attribute().filter(name -> client.getAttribute(name) == null && canKeep(id.text()))
                .ifPresent(name -> client.setAttribute(name, id.text()));
    }

    private long kept() {
        return client.getAttributes().keySet().stream()
                .filter(name -> name.startsWith(ConsentId.ATTRIBUTE_PREFIX)).count();
    }
}
