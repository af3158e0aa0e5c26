package dev.smartfhir.endtoend.launch;

import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The picker's form as an attacker sends it. */
final class TamperedForm {

    private static final Pattern ACTION =
            Pattern.compile("id=\"smart-(?:patient|encounter)-choice\"[^>]*action=\"([^\"]+)\"");

    private TamperedForm() {
    }

    /** A body of the attacker's own. */
    static HttpAnswer post(PickerUser user, String body) {
        return user.browser().post(action(user), body);
    }

    /** The form's address without one of its parameters. */
    static HttpAnswer postWithout(PickerUser user, String parameter, String body) {
        return user.browser().post(addressWithout(user, parameter), body);
    }

    /** The form's address, in a browser that has none of the user's cookies. */
    static HttpAnswer postFromAnotherBrowser(PickerUser user, String body) {
        return new Browser().post(action(user), body);
    }

    /** The form's address without one of its parameters, as the browser's address bar shows it. */
    static URI addressWithout(PickerUser user, String parameter) {
        return URI.create(action(user).toString().replaceAll(parameter + "=[^&]*&?", ""));
    }

    private static URI action(PickerUser user) {
        Matcher action = ACTION.matcher(user.page().body());
        if (!action.find()) {
            throw new IllegalStateException("not at the picker: " + user.page().body());
        }
        return URI.create(action.group(1).replace("&amp;", "&"));
    }
}
