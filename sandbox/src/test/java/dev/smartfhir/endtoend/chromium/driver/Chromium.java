package dev.smartfhir.endtoend.chromium.driver;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A Chromium without a window, in one process for the whole run. */
public final class Chromium implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Says of each new Chromium that Selenium has no class for its DevTools; none is used. */
    private static final Logger DEVTOOLS = Logger.getLogger("org.openqa.selenium.devtools");

    private final ChromeDriver driver;
    private boolean runsScripts = true;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    static Chromium start(InstalledChromium installed) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(installed.browser().toFile());
        options.addArguments("--headless=new", "--window-size=1280,900", "--disable-gpu", "--disable-dev-shm-usage",
                "--no-first-run", "--disable-component-update", "--disable-background-networking", "--disable-sync",
                "--lang=en", "--password-store=basic", "--disable-features=PasswordLeakDetection");
        options.setExperimentalOption("prefs", Map.of("credentials_enable_service", false,
                "profile.password_manager_leak_detection", false));
        if (System.getProperty("user.name").equals("root")) {
            options.addArguments("--no-sandbox");
        }
        DEVTOOLS.setLevel(Level.SEVERE);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(installed.driver().toFile()).usingAnyFreePort().build();
        return new Chromium(new ChromeDriver(service, options));
    }

    /** A tab without cookies or storage, on a desktop, in English, with JavaScript. */
    void newVisitor() {
        Set<String> old = driver.getWindowHandles();
        driver.switchTo().newWindow(WindowType.TAB);
        String fresh = driver.getWindowHandle();
        for (String tab : old) {
            driver.switchTo().window(tab).close();
        }
        driver.switchTo().window(fresh);
        runsScripts = true;
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        driver.executeCdpCommand("Storage.clearDataForOrigin", Map.of("origin", "*", "storageTypes", "all"));
    }

    /** Prefers a language, such as {@code zh-TW}, in this tab. */
    public Chromium inLanguage(String tag) {
        driver.executeCdpCommand("Emulation.setUserAgentOverride", Map.of(
                "userAgent", driver.executeScript("return navigator.userAgent"), "acceptLanguage", tag));
        return this;
    }

    /** Makes this tab the screen of a phone. */
    public Chromium onAPhone() {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of(
                "width", Screen.PHONE, "height", 844, "deviceScaleFactor", 2, "mobile", true));
        return this;
    }

    /** Makes this tab the screen of a desktop again. */
    public Chromium onADesktop() {
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        return this;
    }

    /** Switches JavaScript off in this tab. */
    public Chromium withoutJavaScript() {
        runsScripts = false;
        Screen.runScripts(driver, false);
        return this;
    }

    public Chromium open(URI address) {
        driver.get(address.toString());
        return this;
    }

    /** Opens an address in a tab of its own and stays there. @return the tab before */
    public String openInNewTab(URI address) {
        String before = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
        open(address);
        return before;
    }

    /** Goes to a tab. @return the tab before */
    public String tab(String tab) {
        String before = driver.getWindowHandle();
        driver.switchTo().window(tab);
        return before;
    }

    public URI address() {
        return URI.create(driver.getCurrentUrl());
    }

    /** The page's visible text. */
    public String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /** The first element of a kind, as soon as there is one. */
    public WebElement find(By what) {
        awaitThat(() -> !driver.findElements(what).isEmpty(), what.toString());
        return driver.findElement(what);
    }

    public List<WebElement> all(By what) {
        return driver.findElements(what);
    }

    /** Presses the button or follows the link that has this text. */
    public Chromium press(String text) {
        String quoted = "\"" + text + "\"";
        By meant = By.xpath("//button[contains(normalize-space(.), " + quoted + ")]"
                + " | //a[contains(normalize-space(.), " + quoted + ")]"
                + " | //input[@type='submit' and contains(@value, " + quoted + ")]");
        awaitThat(() -> visible(meant).isPresent(), "'" + text + "' to press");
        visible(meant).orElseThrow().click();
        return this;
    }

    /** Presses a button that leads to another page, and waits until that is there. */
    public Chromium submit(WebElement button) {
        WebElement page = driver.findElement(By.tagName("html"));
        button.click();
        return awaitThat(() -> isGone(page), "another page");
    }

    private static boolean isGone(WebElement page) {
        try {
            page.isEnabled();
            return false;
        } catch (StaleElementReferenceException e) {
            return true;
        }
    }

    private Optional<WebElement> visible(By what) {
        return all(what).stream().filter(WebElement::isDisplayed).findFirst();
    }

    /** Waits until the page shows a text. */
    public Chromium awaitText(String text) {
        return awaitThat(() -> text().contains(text), "'" + text + "'");
    }

    /** Waits until the address contains this. */
    public Chromium awaitAddress(String part) {
        return awaitThat(() -> driver.getCurrentUrl().contains(part), "the address " + part);
    }

    /** Waits for something that a failure calls so. */
    public Chromium awaitThat(BooleanSupplier condition, String name) {
        try {
            await().until(page -> condition.getAsBoolean());
            return this;
        } catch (TimeoutException e) {
            throw new AssertionError("waited for " + name + " at " + address() + "\n" + text(), e);
        }
    }

    /** Types keys at whatever has the focus. */
    public Chromium type(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
        return this;
    }

    /** Presses the tabulator until an element has the focus, as somebody without a mouse does. */
    public Chromium tabTo(WebElement element) {
        List<String> passed = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            WebElement focus = driver.switchTo().activeElement();
            if (focus.equals(element)) {
                return this;
            }
            passed.add(focus.getTagName());
            type(Keys.TAB);
        }
        throw new AssertionError("the tabulator never comes to " + element + ", only to " + passed);
    }

    /** Scrolls to an element. */
    public Chromium show(By what) {
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", find(what));
        return this;
    }

    /** Saves what the screen shows. */
    public void picture(String name) {
        Screen.save(driver, name);
    }

    /** The page's language, its width and what axe says of it. */
    public Screen screen() {
        return new Screen(driver, runsScripts);
    }

    @Override
    public void close() {
        driver.quit();
    }

    private WebDriverWait await() {
        WebDriverWait wait = new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50));
        wait.ignoring(StaleElementReferenceException.class);
        return wait;
    }
}
