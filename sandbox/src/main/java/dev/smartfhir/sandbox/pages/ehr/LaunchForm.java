package dev.smartfhir.sandbox.pages.ehr;

import dev.smartfhir.sandbox.pages.html.Forms;
import dev.smartfhir.sandbox.pages.html.Html;
import dev.smartfhir.sandbox.pages.web.Parameters;
import dev.smartfhir.sandbox.pages.web.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The forms of the EHR: which patient, and what the app is told. */
final class LaunchForm {

    private static final Map<String, String> BANNER = ordered("", "not said", "true", "the app must show a banner",
            "false", "the EHR shows the banner itself");
    private static final Map<String, String> USERS = ordered("oncologist", "oncologist", "case-manager",
            "case-manager", "patient", "patient (demo-patient-a1, may launch only for himself)",
            "relative", "relative (may launch only for demo-patient-a1)",
            "guardian", "guardian (may launch only for demo-patient-a1 and -a2)");

    private LaunchForm() {
    }

    /** What the clinician chose; what was left open is {@code null}. */
    record Choice(String user, String app, String patient, String encounter, String claim, String banner,
            String intent, String tenant) {
    }

    static Choice read(Parameters form) {
        return new Choice(form.require("user"), form.require("app"), form.get("patient"), form.get("encounter"),
                form.get("claim"), form.get("banner"), form.get("intent"), form.get("tenant"));
    }

    static Html patients(Map<String, String> patients, String name, String chosen) {
        return Html.of("""
                <h2>1. The patient</h2>
                <form method="get" action="/ehr">
                {}<button>Search</button>
                </form>
                <form method="get" action="/ehr">
                {}{}<button>Open the chart</button>
                </form>
                """,
                Forms.text("Part of the name, for example 病人丙", "name", name),
                Forms.hidden("name", name),
                Forms.choice("Patient", "patient", patients, chosen));
    }

    static Html launch(Session session, List<EhrApp> all, String patient, Map<String, String> encounters, Map<String, String> claims) {
        Map<String, String> apps = new LinkedHashMap<>();
        for (EhrApp app : all) {
            apps.put(app.clientId(), app.clientId() + " (" + app.english() + ")");
        }
        return Html.of("""
                <h2>2. The launch for {}</h2>
                <form method="post" action="/ehr/launch">
                {}{}{}{}{}{}{}{}{}<button>Launch</button>
                </form>
                """,
                patient,
                session.field(),
                Forms.hidden("patient", patient),
                Forms.choice("User at the EHR", "user", USERS, null),
                Forms.choice("App", "app", apps, null),
                Forms.choice("Visit (encounter)", "encounter", optional(encounters), first(encounters)),
                Forms.choice("Claim in fhirContext", "claim", optional(claims), first(claims)),
                Forms.choice("Patient banner (need_patient_banner)", "banner", BANNER, "false"),
                Forms.text("Intent", "intent", "prior-auth-status"),
                Forms.text("Tenant, the hospital's number", "tenant", "9900000001"));
    }

    private static Map<String, String> optional(Map<String, String> options) {
        Map<String, String> withNone = ordered("", "none");
        withNone.putAll(options);
        return withNone;
    }

    private static String first(Map<String, String> options) {
        return options.keySet().stream().findFirst().orElse("");
    }

    private static Map<String, String> ordered(String... keysAndValues) {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            ordered.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return ordered;
    }
}
