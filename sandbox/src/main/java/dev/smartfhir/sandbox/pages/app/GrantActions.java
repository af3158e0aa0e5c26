package dev.smartfhir.sandbox.pages.app;

import dev.smartfhir.sandbox.client.Basic;
import dev.smartfhir.sandbox.pages.web.Parameters;
import dev.smartfhir.sandbox.pages.web.Refused;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** What can be done with a grant, by the name of the button; each adds its steps to the grant. */
final class GrantActions {

    private static final String RESOURCE_SERVER = "resource-server";

    /** @throws Refused with status 400 if the action is unknown or cannot be taken with this grant */
    void take(String action, Grant grant, Parameters form) {
        switch (action) {
            case "patient" -> read(grant, "/Patient/" + patient(grant), "The app reads the patient in context");
            case "observations" -> read(grant, "/Observation?patient=" + patient(grant),
                    "The app searches the patient's observations");
            case "fhirUser" -> readFhirUser(grant);
            case "read" -> read(grant, path(form), "The app reads from the FHIR server");
            case "refresh" -> grant.refresh(form.get("scope"));
            case "introspect" -> introspect(grant, "A resource server introspects the access token",
                    new Basic(RESOURCE_SERVER, AppClient.SECRET).header());
            case "introspect-self" -> introspect(grant, "The app introspects its token, with itself as bearer token",
                    "Bearer " + grant.accessToken());
            case "revoke" -> revoke(grant);
            default -> throw new Refused(400, "There is no action " + action + ".");
        }
    }

    private static void read(Grant grant, String path, String title) {
        URI address;
        try {
            address = URI.create(grant.server().fhirBase() + path);
        } catch (IllegalArgumentException e) {
            throw new Refused(400, "This is no path with an encoded query: " + path);
        }
        grant.steps().get(title, address, Map.of(
                "Authorization", "Bearer " + grant.accessToken(),
                "Accept", "application/fhir+json"));
    }

    /** The base ends with a path, so that what begins with a slash cannot lead to another host. */
    private static String path(Parameters form) {
        String path = form.require("path");
        return path.startsWith("/") ? path : "/" + path;
    }

    private static void readFhirUser(Grant grant) {
        String url = grant.fhirUser().orElseThrow(() -> new Refused(400, "The ID token names no fhirUser."));
        String base = grant.server().fhirBase() + "/";
        if (!url.startsWith(base)) {
            throw new Refused(400, "The fhirUser " + url + " is not on the FHIR server.");
        }
        read(grant, "/" + url.substring(base.length()), "The app reads the user's own resource (fhirUser)");
    }

    private static String patient(Grant grant) {
        return grant.text("patient").orElseThrow(() -> new Refused(400, "There is no patient in context."));
    }

    private static void introspect(Grant grant, String title, String authorization) {
        grant.steps().post(title, grant.server().introspection(), Map.of("Authorization", authorization),
                Map.of("token", grant.accessToken()));
    }

    private static void revoke(Grant grant) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("token", grant.refreshToken().orElseGet(grant::accessToken));
        grant.post("The app revokes its " + (grant.refreshToken().isPresent() ? "refresh" : "access") + " token",
                grant.server().revocation(), form);
    }
}
