package dev.smartfhir.keycloak.picker;

import dev.smartfhir.keycloak.events.SmartDetails;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;

/** What goes wrong in a picker, as events; what users choose and cancel, Keycloak tells itself. */
public final class PickerEvents {

    private PickerEvents() {
    }

    /** Something was chosen that the page had not offered. @param event the value of {@link SmartDetails#EVENT} */
    public static void notOffered(RequiredActionContext context, String event) {
        context.getEvent().clone().detail(SmartDetails.EVENT, event)
                .detail(Details.REASON, "Something was chosen that was not offered").error("not_allowed");
    }

    /** The FHIR server gave nothing to offer. @param picker the id of the required action */
    public static void unavailable(RequiredActionContext context, String picker) {
        context.getEvent().clone().event(EventType.CUSTOM_REQUIRED_ACTION)
                .detail(Details.CUSTOM_REQUIRED_ACTION, picker)
                .detail(SmartDetails.EVENT, SmartDetails.DIRECTORY_UNAVAILABLE)
                .detail(Details.REASON, "The FHIR server gave nothing to offer").error("temporarily_unavailable");
    }
}
