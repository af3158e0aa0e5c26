package dev.smartfhir.sandbox.pages.ehr;

import dev.smartfhir.sandbox.SandboxSettings;
import dev.smartfhir.sandbox.pages.app.AppClient;
import dev.smartfhir.sandbox.pages.web.Refused;
import dev.smartfhir.sandbox.webapps.AppServer;
import dev.smartfhir.sandbox.webapps.WebApps;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * An app that the EHR can open.
 *
 * @param clientId its name at the authorization server
 * @param launch its launch URL
 * @param english what it is
 * @param chinese the same
 */
public record EhrApp(String clientId, URI launch, String english, String chinese) {

    /** The apps that are there: those built with Node.js first. */
    public static List<EhrApp> all(SandboxSettings settings) {
        List<EhrApp> apps = new ArrayList<>();
        URI pages = settings.demoPages();
        if (WebApps.of(settings).areBuilt()) {
            apps.add(new EhrApp("prior-authorization", pages.resolve("/apps/prior-authorization/launch.html"),
                    "Prior authorization status, in the browser", "癌藥申請進度（瀏覽器）"));
        }
        if (AppServer.canRun(settings)) {
            apps.add(new EhrApp("prior-authorization-server", settings.appServer().resolve("/launch"),
                    "Prior authorization status, on a server", "癌藥申請進度（伺服器）"));
        }
        for (AppClient app : AppClient.values()) {
            apps.add(new EhrApp(app.clientId(), pages.resolve(app.launchPath()),
                    "Demo app: " + app.description(), "示範應用程式：" + app.description()));
        }
        return List.copyOf(apps);
    }

    /** @throws Refused with status 400 if there is no such app */
    static EhrApp find(List<EhrApp> apps, String clientId) {
        return apps.stream().filter(app -> app.clientId().equals(clientId)).findFirst()
                .orElseThrow(() -> new Refused(400, "The EHR knows no app " + clientId + "."));
    }
}
