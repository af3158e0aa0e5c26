package dev.smartfhir.endtoend.chromium.pages;

import dev.smartfhir.endtoend.chromium.driver.Chromium;
import java.net.URI;
import org.openqa.selenium.By;

/** Keycloak's account console, where users see what they granted. */
public final class AccountConsole {

    private final Chromium chromium;
    private final URI realm;

    /** @param realm the issuer */
    public AccountConsole(Chromium chromium, URI realm) {
        this.chromium = chromium;
        this.realm = realm;
    }

    /** Opens the page with the apps. */
    public AccountConsole applications() {
        chromium.open(URI.create(realm + "/account/applications"));
        return this;
    }

    /** Unfolds an app, and returns the text of the page. */
    public String granted(String client) {
        chromium.find(By.id("toggle-" + client)).click();
        return chromium.awaitText("Remove access").text();
    }

    /** Takes back what the unfolded app was granted. */
    public void removeAccess() {
        chromium.press("Remove access");
        chromium.press("Confirm");
        chromium.awaitText("Successfully removed consent");
    }
}
