package dev.smartfhir.keycloak.consent;

import dev.smartfhir.keycloak.ceiling.RegisteredPart;
import dev.smartfhir.keycloak.client.SmartNames;
import dev.smartfhir.keycloak.wording.ScopeWording;
import dev.smartfhir.keycloak.wording.Whose;
import dev.smartfhir.scopes.Scope;
import dev.smartfhir.scopes.ScopeParseException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.Constants;
import org.keycloak.models.UserModel;
import org.keycloak.services.Urls;

/** What the consent page shows. */
final class ConsentPage {

    /** The name under which the template finds the model. */
    static final String MODEL = "consent";
    static final String TEMPLATE = "smart-consent.ftl";

    static final String CHANGED = "smartConsentChanged";
    static final String NOT_OFFERED = "smartConsentNotOffered";

    private final RequiredActionContext context;
    private final PendingConsent pending;
    private final Offer offer;
    private final ClientModel client;
    private final Optional<ConsentPatient> patient;
    private final ScopeWording wording;

    ConsentPage(RequiredActionContext context, PendingConsent pending, Offer offer) {
        this.context = context;
        this.pending = pending;
        this.offer = offer;
        this.client = context.getAuthenticationSession().getClient();
        this.patient = ConsentPatient.of(context.getSession(), context.getAuthenticationSession(), pending);
        this.wording = ScopeWording.of(context.getSession(), context.getRealm(),
                context.getSession().getContext().resolveLocale(context.getUser()));
    }

    /**
     * The values that the template writes, all of them text, numbers, truth values and lists and maps of these.
     *
     * @param problem the key of a message that says what went wrong, or nothing
     */
    Map<String, Object> model(String problem) {
        Map<String, Object> model = new HashMap<>();
        boolean named = client.getName() != null && !client.getName().isBlank();
        model.put("app", named ? client.getName() : client.getClientId());
        model.put("appAddress", named && !isSelfNamed() ? ""
                : origin(context.getAuthenticationSession().getRedirectUri()));
        model.put("server", ConsentServer.of(context.getRealm(), pending.grant().fhirBase()).mark()
                .replaceFirst("@", ""));
        model.put("user", userName());
        model.put("patient", patient.map(known -> known.own() ? "own" : "other").orElse("none"));
        model.put("patientName", patient.map(ConsentPatient::name).orElse(""));
        model.put("offer", OfferNote.version(offer));
        model.put("lines", lines());
        model.put("information", pending.asked().information().stream().map(text -> Map.of(
                "sentence", sentence(text), "longer", longer(text))).toList());
        model.put("tos", link(ClientModel.TOS_URI));
        model.put("policy", link(ClientModel.POLICY_URI));
        model.put("account", account());
        model.put("problem", problem);
        return model;
    }

    /** Each line with its parts, which are lines themselves. */
    private List<Map<String, Object>> lines() {
        List<Map<String, Object>> lines = new ArrayList<>();
        List<Map<String, Object>> parts = new ArrayList<>();
        for (int index = 0; index < offer.lines().size(); index++) {
            OfferedScope line = offer.lines().get(index);
            Map<String, Object> shown = new HashMap<>(Map.of("index", index, "sentence", sentence(line.text()),
                    "longer", longer(line.text()), "text", line.text(), "ticked", line.ticked(), "opened", line.opened(),
                    "canOpen", offer.canOpen(index)));
            if (line.part()) {
                parts.add(shown);
            } else {
                parts = new ArrayList<>();
                shown.put("parts", parts);
                lines.add(shown);
            }
        }
        return lines;
    }

    /**
     * An ordinary scope in the words that an administrator gave it; else one of the grammar in this module's words, and
     * any other in those of its client scope, or by its name.
     */
    private String sentence(String text) {
        Optional<String> administrators = administratorsWords(text);
        if (administrators.isPresent()) {
            return administrators.get();
        }
        try {
            return wording.sentence(Scope.parse(text), patient.map(ConsentPatient::whose).orElseGet(Whose::patients));
        } catch (ScopeParseException notOfTheGrammar) {
            return Optional.ofNullable(ConsentStore.ordinary(client, text))
                    .map(ClientScopeModel::getConsentScreenText).orElse(text);
        }
    }

    /** Only he knows what claims his mappers add; a name of Keycloak's own messages is none of his words. */
    private Optional<String> administratorsWords(String text) {
        return SmartNames.isSmart(text) ? Optional.empty()
                : Optional.ofNullable(ConsentStore.ordinary(client, text))
                        .map(scope -> scope.getAttribute(ClientScopeModel.CONSENT_SCREEN_TEXT))
                        .filter(words -> !words.isBlank() && !words.startsWith("${") && !words.equals(text));
    }

    private String longer(String text) {
        try {
            return administratorsWords(text).isPresent() ? "" : wording.longer(Scope.parse(text)).orElse("");
        } catch (ScopeParseException notOfTheGrammar) {
            return "";
        }
    }

    /** Nobody checked the name that an app gave itself when it registered. */
    private boolean isSelfNamed() {
        return client.getAttribute(RegisteredPart.REGISTERED) != null;
    }

    private String userName() {
        UserModel user = context.getUser();
        String name = Stream.of(user.getFirstName(), user.getLastName())
                .filter(part -> part != null && !part.isBlank()).collect(Collectors.joining(" "));
        return name.isEmpty() ? user.getUsername() : name;
    }

    private String account() {
        ClientModel console = context.getRealm().getClientByClientId(Constants.ACCOUNT_CONSOLE_CLIENT_ID);
        return console == null || !console.isEnabled() ? "" : Urls.accountBase(
                context.getSession().getContext().getUri().getBaseUri()).path("applications")
                .build(context.getRealm().getName()).toString();
    }

    private String link(String attribute) {
        String address = client.getAttribute(attribute);
        return address != null && address.matches("https?://\\S+") ? address : "";
    }

    private static String origin(String address) {
        URI uri = URI.create(address);
        return uri.getHost() == null ? address : uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
