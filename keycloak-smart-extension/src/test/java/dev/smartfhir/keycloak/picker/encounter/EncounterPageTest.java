package dev.smartfhir.keycloak.picker.encounter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.keycloak.picker.directory.DirectoryUnavailable;
import dev.smartfhir.keycloak.picker.directory.FhirAddress;
import dev.smartfhir.keycloak.picker.directory.SearchPage;
import dev.smartfhir.keycloak.audience.FhirBaseUrl;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncounterPageTest {

    private static final FhirAddress ADDRESS = new FhirAddress(base("https://fhir.example.org/fhir"),
            base("http://fhir:8080/fhir"));
    private static final String OWN = "'subject':{'reference':'Patient/p1'}";

    @ParameterizedTest
    @ValueSource(strings = {"Patient/p1", "Patient/p1/_history/3", "https://fhir.example.org/fhir/Patient/p1",
        "http://fhir:8080/fhir/Patient/p1"})
    void offersEncountersOfThePatient(String subject) throws DirectoryUnavailable {
        assertThat(page("{'resourceType':'Encounter','id':'e1','subject':{'reference':'" + subject + "'}}").encounters())
                .extracting(FoundEncounter::id).containsExactly("e1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "[]", "{}", "{'resourceType':'Encounter','id':'e1'}",
        "{'resourceType':'Patient','id':'e1'," + OWN + "}", "{'resourceType':'Encounter','id':'../e'," + OWN + "}",
        "{'resourceType':'Encounter','id':7," + OWN + "}", "{'resourceType':'Encounter'," + OWN + "}",
        "{'resourceType':'Encounter','id':'e1','status':'entered-in-error'," + OWN + "}",
        "{'resourceType':'Encounter','id':'e1','subject':{'reference':'Patient/p2'}}",
        "{'resourceType':'Encounter','id':'e1','subject':{'reference':'Patient/p11'}}",
        "{'resourceType':'Encounter','id':'e1','subject':{'reference':'Group/p1'}}",
        "{'resourceType':'Encounter','id':'e1','subject':{'reference':'p1'}}",
        "{'resourceType':'Encounter','id':'e1','subject':{'reference':'https://other.example.org/fhir/Patient/p1'}}",
        "{'resourceType':'Encounter','id':'e1','subject':{'reference':'https://fhir.example.org/fhir2/Patient/p1'}}",
        "{'resourceType':'Encounter','id':'e1','subject':{'reference':['Patient/p1']}}",
        "{'resourceType':'Encounter','id':'e1','subject':'Patient/p1'}"})
    void offersNothingElseWhateverTheServerSends(String resource) throws DirectoryUnavailable {
        assertThat(page(resource).encounters()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', value = {
        "'period':{'start':'2026-03-01T09:30:00+08:00'},'status':'finished','type':[{'text':'Visit'}],"
            + "'serviceProvider':{'display':'Ward'} # 2026-03-01 09:30 # Visit # Ward # finished",
        "'period':{'start':'2026-03'},'status':'x','class':{'code':'AMB'},'location':[{'location':{'display':'Room'}}] "
            + "# 2026-03 # AMB # Room # ''",
        "'type':[{'coding':[{'code':'1','display':'One'}]}],'class':{'code':'AMB'} # '' # One # '' # ''",
        "'period':{'start':'<b>'},'status':['finished'],'type':'x','serviceProvider':'x' # '' # '' # '' # ''",
        "'period':7,'type':[null,{}],'class':{'display':'ambulatory','code':'AMB'},'location':{} "
            + "# '' # ambulatory # '' # ''"})
    void readsAnUntrustedEncounter(String members, String start, String kind, String place, String status)
            throws DirectoryUnavailable {
        FoundEncounter found =
                page("{'resourceType':'Encounter','id':'e1'," + OWN + "," + members + "}").encounters().get(0);

        assertThat(new String[] {found.start(), found.kind(), found.place(), found.status()})
                .containsExactly(text(start), text(kind), text(place), text(status));
    }

    @Test
    void showsEachOnceAndTwentyAtMost() throws DirectoryUnavailable {
        String[] many = IntStream.range(0, 50).mapToObj(i -> "{'resourceType':'Encounter','id':'e" + i / 2 + "'," + OWN
                + "}").toArray(String[]::new);

        assertThat(page(many).encounters()).extracting(FoundEncounter::id).hasSize(20).doesNotHaveDuplicates();
        assertThat(page(many).cut()).isTrue();
        assertThat(page().cut()).isFalse();
    }

    @Test
    void namesThePatientThatCameAlongAndNoOther() throws DirectoryUnavailable {
        String bundle = "{'resourceType':'Bundle','type':'searchset','entry':[{'search':{'mode':'include'},'resource':"
                + "{'resourceType':'Patient','id':'%s','name':[{'text':'Chen'}]}}]}";

        assertThat(read(String.format(bundle, "p1")).patientName()).contains("Chen");
        assertThat(read(String.format(bundle, "p2")).patientName()).isEmpty();
        assertThat(page("{'resourceType':'Patient','id':'p1','name':[{'text':'Chen'}]}").patientName()).isEmpty();
    }

    private static EncounterPage page(String... resources) throws DirectoryUnavailable {
        return read("{'resourceType':'Bundle','type':'searchset','entry':[" + IntStream.range(0, resources.length)
                .mapToObj(i -> "{'resource':" + resources[i] + "}").collect(Collectors.joining(",")) + "]}");
    }

    private static EncounterPage read(String json) throws DirectoryUnavailable {
        return EncounterPage.of(SearchPage.read(json.replace('\'', '"')), "p1", ADDRESS);
    }

    private static String text(String expected) {
        return expected.equals("''") ? "" : expected;
    }

    private static FhirBaseUrl base(String url) {
        return FhirBaseUrl.read(url).orElseThrow();
    }
}
