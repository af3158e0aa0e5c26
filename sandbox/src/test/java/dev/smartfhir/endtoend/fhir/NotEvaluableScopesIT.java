package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.endtoend.servers.EndToEnd;
import dev.smartfhir.endtoend.servers.Servers;
import dev.smartfhir.sandbox.client.HttpAnswer;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A scope that cannot be evaluated grants nothing, and takes nothing from the others (D-11). */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotEvaluableScopesIT {

    private final Labs data;

    NotEvaluableScopesIT(Servers servers) {
        data = new Labs(servers);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "nosuch=1", "patient.name=x", "subject:Patient=a", "category:not=x", "code:in=x", "category:missing=false",
            "_filter=code%20eq%20x", "_has:Provenance:target:agent=x", "_text=x", "_content=x", "_list=1", "_query=x",
            "_lastUpdated=gt2000-01-01", "_source=x", "_sort=date", "_count=1", "_include=*", "_type=Observation",
            "_summary=count", "_unknown=1", "_security=%7C", "_security=urn:x%7C%7C", "code=%7C", "code=a,,b", "code=,",
            "code=a%5C,b", "date=2026", "date=yesterday", "date=ne2026-01-10", "date=sa2026-01-10",
            "date=ge2026-01-10,lt2027-01-01", "subject=a", "subject=Patient/", "subject=Nothing/1",
            "subject=http://x.example/Patient/1", "subject=Organization/1", "_id=a/b", "value-quantity=5",
            "combo-code-value-quantity=x$5", "category=lab&nosuch=1", "code=a&date=bad"})
    void grantsNothingWhereItCannotBeEvaluated(String constraint) {
        String scope = "system/Observation.cruds?" + constraint;
        Refusal.of(data.get(scope, data.all()), "interaction", "system/Observation.s");
        Refusal.of(data.get(scope, "/" + data.of("Observation", "lab1")), "interaction", "system/Observation.r");
        Refusal.of(data.send(scope, "POST", "/Observation", data.body(null, "a", "lab", "plain", null)),
                "interaction", "system/Observation.c");
        HttpAnswer more = data.get(scope + " system/Observation.rs?" + data.category("vital"), data.all());
        assertThat(data.names(more)).containsExactly("vital1", "vital2", "vitalB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"system/*.cruds?category=URN|lab"})
    void opensOfEveryTypeOnlyThoseThatHaveTheParameter(String scope) {
        String filled = scope.replace("URN", data.system());
        assertThat(data.names(data.get(filled, data.all()))).containsExactly("lab1", "lab2", "lab3", "labB");
        Refusal.of(data.get(filled, "/Patient"), "interaction", "system/Patient.s");
        Refusal.of(data.get(filled, "/" + data.of("Practitioner", "doctor")), "interaction", "system/Practitioner.r");
        Refusal.of(data.get(filled, "/_history"), "system-wide", "system/*.s");
    }
}
