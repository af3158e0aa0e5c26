package dev.smartfhir.endtoend.chromium.pages;

import dev.smartfhir.endtoend.chromium.driver.Chromium;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Keycloak's login page. */
public final class LoginPage {

    private final Chromium chromium;

    public LoginPage(Chromium chromium) {
        this.chromium = chromium;
        chromium.find(By.id("kc-login"));
    }

    /** Logs in a user of the demo, whose password is his name. */
    public void logIn(String user) {
        logIn(user, user);
    }

    public void logIn(String user, String password) {
        chromium.find(By.id("username")).sendKeys(user);
        chromium.find(By.id("password")).sendKeys(password);
        chromium.submit(chromium.find(By.id("kc-login")));
    }

    /** Logs in with nothing but keys. */
    public void logInByKeyboard(String user) {
        WebElement name = chromium.find(By.id("username"));
        chromium.tabTo(name).type(user).tabTo(chromium.find(By.id("password"))).type(user, Keys.ENTER);
    }
}
