package dev.smartfhir.endtoend.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.app.AppRequest;
import dev.smartfhir.endtoend.app.Browser;
import dev.smartfhir.endtoend.app.TestApp;
import dev.smartfhir.endtoend.app.TestUsers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A user at the patient picker, with a browser that has no JavaScript and presses its buttons. */
public final class PickerUser {

    private static final Pattern CHOICE = Pattern.compile("name=\"(?:patient|encounter)\" value=\"([^\"]*)\"");

    private final TestApp app;
    private final String name;
    private final Browser browser = new Browser();
    private HttpAnswer page;

    public PickerUser(TestApp app, String name) {
        this.app = app;
        this.name = name;
    }

    /** Opens the request and logs in; what follows is the picker's page, if it is asked for. */
    public PickerUser logIn(AppRequest request) {
        HttpAnswer login = browser.follow(browser.open(app.address(request)));
        page = login.body().contains("kc-form-login") ? browser.logIn(login, name, TestUsers.PASSWORD) : login;
        followToPage();
        return this;
    }

    /** Opens a request in the same browser, where the user is logged in already. */
    PickerUser open(AppRequest request) {
        page = browser.open(app.address(request));
        followToPage();
        return this;
    }

    PickerUser openPage(URI address) {
        page = browser.open(address);
        followToPage();
        return this;
    }

    public PickerUser search(String name, String identifier, String birthDate) {
        return press("smart-patient-search",
                Map.of("name", name, "identifier", identifier, "birthDate", birthDate, "search", "1"));
    }

    PickerUser press(String button) {
        return press("smart-patient-choice", Map.of(button, "1"));
    }

    public PickerUser choose(String patient) {
        return press("smart-patient-choice", Map.of("patient", patient));
    }

    PickerUser press(String form, Map<String, String> fields) {
        page = browser.submit(page, form, fields);
        followToPage();
        return this;
    }

    /** The picker's page, or the redirect back to the app. */
    public HttpAnswer page() {
        return page;
    }

    Browser browser() {
        return browser;
    }

    PickerUser chooseEncounter(String encounter) {
        return press("smart-encounter-choice", Map.of("encounter", encounter));
    }

    PickerUser pressAtEncounters(String button) {
        return press("smart-encounter-choice", Map.of(button, "1"));
    }

    boolean isAtEncounters() {
        return page.status() == 200 && page.body().contains("id=\"smart-encounter\"");
    }

    boolean showsProblemWithEncounters() {
        return isAtEncounters() && page.body().contains("id=\"smart-encounter-problem\"");
    }

    /** The ids of the patients or encounters that the page offers, in order. */
    public List<String> offered() {
        Matcher choice = CHOICE.matcher(page.body());
        List<String> offered = new ArrayList<>();
        while (choice.find()) {
            offered.add(choice.group(1));
        }
        return offered;
    }

    boolean isAtPicker() {
        return page.status() == 200 && page.body().contains("id=\"smart-patient\"");
    }

    public boolean showsProblem() {
        return isAtPicker() && page.body().contains("id=\"smart-patient-problem\"");
    }

    /** The claims of the token answer, after the picker let the user go. */
    public HttpAnswer exchange(AppRequest request) {
        assertThat(Browser.parameter(page, "code")).as(page.status() + " " + page.header("Location")).isNotNull();
        return app.exchange(page, request);
    }

    private void followToPage() {
        while (page.status() / 100 == 3 && !page.header("Location").startsWith(TestApp.REDIRECT)) {
            page = browser.open(URI.create(page.header("Location")));
        }
    }
}
