package dev.smartfhir.keycloak.consent;

import dev.smartfhir.keycloak.authorization.PendingAuthorization;
import dev.smartfhir.keycloak.events.SmartDetails;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Asks the user for consent to each scope, wherever something is undecided or the app demands it, and remembers the
 * answer. Whoever is not asked, because of {@code prompt=none} or in whatever other way, gives no access.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#scopes-for-requesting-fhir-resources">
 *      SMART App Launch 2.2, scopes</a>
 */
final class ConsentAction implements RequiredActionProvider {

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        AuthenticationSessionModel authentication = context.getAuthenticationSession();
        if (undecided(context).isPresent()) {
            authentication.addRequiredAction(ConsentActionFactory.ID);
        } else {
            authentication.removeRequiredAction(ConsentActionFactory.ID);
        }
        if (PendingAuthorization.of(authentication).isPresent()) {
            takeFromStockPage(authentication);
        }
    }

    /** Keycloak's own page asks about the scopes of the login that it finds there; whatever it would ask, we do. */
    private static void takeFromStockPage(AuthenticationSessionModel authentication) {
        authentication.setClientScopes(authentication.getClientScopes().stream()
                .filter(id -> !isDisplayed(authentication, id)).collect(Collectors.toSet()));
    }

    private static boolean isDisplayed(AuthenticationSessionModel authentication, String id) {
        ClientScopeModel scope = KeycloakModelUtils.findClientScopeById(authentication.getRealm(),
                authentication.getClient(), id);
        return scope != null && scope.isDisplayOnConsentScreen();
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        undecided(context).ifPresentOrElse(pending -> show(context, pending, offer(context, pending), ""),
                context::ignore);
    }

    @Override
    public void processAction(RequiredActionContext context) {
        Optional<PendingConsent> undecided = undecided(context);
        ConsentForm form = new ConsentForm(context.getHttpRequest().getDecodedFormParameters());
        if (undecided.isEmpty()) {
            context.success();
        } else if (form.has("decline")) {
            refuse(context, "The user declined");
        } else {
            answer(context, undecided.get(), form);
        }
    }

    private static void answer(RequiredActionContext context, PendingConsent pending, ConsentForm form) {
        Offer offer = offer(context, pending);
        if (!form.isOf(offer)) {
            show(context, pending, offer, ConsentPage.CHANGED);
            return;
        }
        Optional<Offer> ticked = form.ticks(offer);
        if (ticked.isEmpty()) {
            context.getEvent().clone().detail(SmartDetails.EVENT, SmartDetails.SCOPE_NOT_OFFERED)
                    .detail(Details.REASON, "A scope was allowed that was not offered").error("not_allowed");
            show(context, pending, offer, ConsentPage.NOT_OFFERED);
        } else if (form.has("allow")) {
            allow(context, pending, ticked.get().answer());
        } else {
            show(context, pending, form.turned(ticked.get()).orElse(ticked.get()), "");
        }
    }

    private static void allow(RequiredActionContext context, PendingConsent pending, Answer answer) {
        if (!pending.asked().data().isEmpty() && answer.yes().data().isEmpty()) {
            refuse(context, "The user allowed none of the data that the app asked for");
            return;
        }
        AuthenticationSessionModel authentication = context.getAuthenticationSession();
        Answer whole = new Answer(ScopeSelection.of(answer.yes().data(), Stream.concat(
                answer.yes().names().stream(), pending.asked().implied().stream()).toList()), answer.no());
        new ConsentStore(context.getSession(), authentication.getClient(), context.getUser(),
                pending.grant().fhirBase())
                .write(pending.remembered().orElse(Consent.NOTHING_YET).after(whole));
        tell(context, answer);
        Prompt.answered(authentication, context.getUser().getId());
        OfferNote.forget(authentication, context.getUser().getId());
        context.success();
    }

    private static void refuse(RequiredActionContext context, String reason) {
        OfferNote.forget(context.getAuthenticationSession(), context.getUser().getId());
        context.failure(reason);
    }

    /** Without the constraints of scopes: they may name a patient. */
    private static void tell(RequiredActionContext context, Answer answer) {
        String declined = texts(answer.no());
        context.getEvent().clone().event(EventType.GRANT_CONSENT)
                .detail(Details.GRANTED_CLIENT, context.getAuthenticationSession().getClient().getClientId())
                .detail(Details.SCOPE, texts(answer.yes()))
                .detail(SmartDetails.CONSENT,
                        declined.isEmpty() ? SmartDetails.WHOLE : SmartDetails.NARROWED_CONSENT)
                .detail("smart_scopes_declined", declined.isEmpty() ? null : declined).success();
    }

    private static String texts(ScopeSelection selection) {
        return Stream.concat(selection.data().stream().map(scope -> scope.text().split("\\?", 2)[0]),
                selection.names().stream().sorted()).distinct().collect(Collectors.joining(" "));
    }

    private static Optional<PendingConsent> undecided(RequiredActionContext context) {
        return PendingConsent.of(context.getSession(), context.getAuthenticationSession(), context.getUser())
                .filter(PendingConsent::isUndecided);
    }

    /** The offer that the user has before him, if it still is about what the app can get. */
    private static Offer offer(RequiredActionContext context, PendingConsent pending) {
        return OfferNote.read(context.getAuthenticationSession(), context.getUser().getId())
                .filter(kept -> kept.texts().equals(pending.asked().texts()))
                .orElseGet(() -> Offer.of(pending.asked(), pending.remembered().orElse(Consent.NOTHING_YET)));
    }

    private static void show(RequiredActionContext context, PendingConsent pending, Offer offer, String problem) {
        OfferNote.keep(context.getAuthenticationSession(), context.getUser().getId(), offer);
        context.challenge(context.form()
                .setAttribute(ConsentPage.MODEL, new ConsentPage(context, pending, offer).model(problem))
                .createForm(ConsentPage.TEMPLATE));
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
