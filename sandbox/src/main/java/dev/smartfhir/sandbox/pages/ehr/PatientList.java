package dev.smartfhir.sandbox.pages.ehr;

import dev.smartfhir.sandbox.client.Form;
import dev.smartfhir.sandbox.pages.html.Forms;
import dev.smartfhir.sandbox.pages.html.Html;
import dev.smartfhir.sandbox.pages.html.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The EHR's patients: a search by name, and a link to each chart. */
final class PatientList {

    private PatientList() {
    }

    /** @param name what was searched for, or {@code null} @param chosen the id of the open chart, or {@code null} */
    static Html of(Language language, List<Chart.Patient> patients, String name, String chosen) {
        return Html.of("""
                <h2>{}</h2>
                <form method="get" action="/ehr" class="search">
                {}<button id="search">{}</button>
                </form>
                <p class="note" role="status">{}</p>
                <ul class="patients">
                {}</ul>
                """,
                language.say("Patients", "病人清單"),
                Forms.text(language.say("Part of the name, for example 病人丙", "姓名的一部分，例如病人丙"), "name", name),
                language.say("Search", "搜尋"),
                language.say(patients.size() + " found", "找到 " + patients.size() + " 位"),
                Html.join(patients.stream().map(patient -> row(language, patient, name, chosen)).toList()));
    }

    private static Html row(Language language, Chart.Patient patient, String name, String chosen) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("patient", patient.id());
        if (name != null) {
            query.put("name", name);
        }
        return Html.of("<li><a href=\"/ehr?{}\"{}><strong>{}</strong> <span>{} {} · {}</span></a></li>\n",
                Form.encode(query) + "#chart", Html.of(patient.id().equals(chosen) ? " aria-current=\"true\"" : ""),
                patient.name(), ChartView.gender(language, patient.gender()), patient.birthDate(), patient.record());
    }
}
