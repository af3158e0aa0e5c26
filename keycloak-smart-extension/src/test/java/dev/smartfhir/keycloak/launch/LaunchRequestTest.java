package dev.smartfhir.keycloak.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchRequestTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "null", "[]", "'client_id'", "{", "{'client_id':'app'", "{'client_id':'app'}{}",
        "{'client_id':'app'} x",
        "{'client_id':'app','client_id':'app'}", "{'client_id':'app','patient':'1','patient':'2'}",
        "{'client_id':'app','fhirContext':[{'reference':'Basic/1','reference':'Basic/2'}]}",
        "{'client_id':'app','Patient':'1'}", "{'client_id':'app','scope':'patient/*.rs'}", "{'client_id':'app','':'1'}",
        "{client_id:'app'}", "{'client_id':NaN}"
    })
    void refusesABodyThatIsNoObjectOfKnownMembersOnce(String body) {
        assertRefused(body, "The body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'patient':'1'}", "{'client_id':''}", "{'client_id':null}", "{'client_id':1}",
        "{'client_id':['app']}", "{'client_id':' app'}", "{'client_id':'a\\u0000pp'}", "{'client_id':'a\\npp'}"})
    void refusesARequestThatNamesNoApp(String body) {
        assertRefused(body, "client_id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', value = {
        "patient            # 'Patient/1'                             # CTX-16",
        "patient            # 'http://localhost/fhir/Patient/1'       # CTX-16",
        "patient            # 1                                       # CTX-16",
        "patient            # null                                    # CTX-16",
        "patient            # ''                                      # CTX-16",
        "patient            # ' 1'                                    # CTX-16",
        "patient            # '1 OR 1'                                # CTX-16",
        "patient            # ['1']                                   # CTX-16",
        "patient            # {'id':'1'}                              # CTX-16",
        "patient            # '<b>1</b>'                              # CTX-16",
        "encounter          # 'Encounter/1'                           # CTX-17",
        "encounter          # false                                   # CTX-17",
        "encounter          # '1/2'                                   # CTX-17",
        "need_patient_banner# 'true'                                  # CTX-18",
        "need_patient_banner# 1                                       # CTX-18",
        "need_patient_banner# null                                    # CTX-18",
        "intent             # ''                                      # intent",
        "intent             # 5                                       # intent",
        "intent             # 'a\\u0007b'                             # intent",
        "intent             # 'a\\u202eb'                             # intent",
        "intent             # {'a':'b'}                               # intent",
        "tenant             # null                                    # tenant",
        "tenant             # ['a']                                   # tenant",
        "user               # ''                                      # user",
        "user               # {}                                      # user",
        "iss                # 1                                       # iss",
        "smart_style_url    # 'http://ehr.example.org/style.json'     # CTX-30",
        "smart_style_url    # 'javascript:alert(1)'                   # CTX-30",
        "smart_style_url    # 'data:application/json,{}'              # CTX-30",
        "smart_style_url    # '/style.json'                           # CTX-30",
        "smart_style_url    # '//ehr.example.org/style.json'          # CTX-30",
        "smart_style_url    # 'https://user@ehr.example.org/s.json'   # CTX-30",
        "smart_style_url    # 'https://ehr.example.org/s.json\\u0023a'    # CTX-30",
        "smart_style_url    # 'https:///s.json'                       # CTX-30",
        "smart_style_url    # 'http://localhost.example.org/s.json'   # CTX-30",
        "smart_style_url    # 'https://ehr.example.org/a b'           # CTX-30",
        "fhirContext        # {}                                      # CTX-21",
        "fhirContext        # null                                    # CTX-21",
        "fhirContext        # 'ImagingStudy/1'                        # CTX-21",
        "fhirContext        # ['ImagingStudy/1']                      # CTX-21",
        "fhirContext        # [null]                                  # CTX-21",
        "fhirContext        # [{}]                                    # CTX-23",
        "fhirContext        # [{'type':'ImagingStudy'}]               # CTX-23",
        "fhirContext        # [{'reference':'Basic/1','x':'1'}]       # CTX-23",
        "fhirContext        # [{'reference':null}]                    # CTX-23",
        "fhirContext        # [{'reference':['Basic/1']}]             # CTX-23",
        "fhirContext        # [{'reference':'Basic'}]                 # CTX-24",
        "fhirContext        # [{'reference':'Unheard/1'}]             # CTX-24",
        "fhirContext        # [{'reference':'basic/1'}]               # CTX-24",
        "fhirContext        # [{'reference':'Basic/1/_history/1'}]    # CTX-24",
        "fhirContext        # [{'reference':'Basic/../Patient/1'}]    # CTX-24",
        "fhirContext        # [{'reference':'?a'}]                    # CTX-24",
        "fhirContext        # [{'reference':'http://h/fhir/Basic/1'}] # CTX-24",
        "fhirContext        # [{'canonical':'Questionnaire/1'}]       # CTX-25",
        "fhirContext        # [{'canonical':'|1'}]                    # CTX-25",
        "fhirContext        # [{'identifier':'a'}]                    # CTX-25",
        "fhirContext        # [{'identifier':{}}]                     # CTX-25",
        "fhirContext        # [{'identifier':{'system':'urn:x'}}]     # CTX-25",
        "fhirContext        # [{'identifier':{'value':1}}]            # CTX-25",
        "fhirContext        # [{'identifier':{'value':'1','x':'1'}}]  # CTX-25",
        "fhirContext        # [{'identifier':{'value':'1','type':''}}]# CTX-25",
        "fhirContext        # [{'reference':'Basic/1','type':'Task'}] # CTX-26",
        "fhirContext        # [{'canonical':'urn:x','type':'Unheard'}]# CTX-26",
        "fhirContext        # [{'reference':'Basic/1','role':''}]     # CTX-27",
        "fhirContext        # [{'reference':'Basic/1','role':'hint'}] # CTX-27",
        "fhirContext        # [{'reference':'Basic/1','role':null}]   # CTX-27",
        "fhirContext        # [{'reference':'Patient/1'}]             # CTX-22",
        "fhirContext        # [{'reference':'Encounter/1'}]           # CTX-22",
        "fhirContext        # [{'reference':'Patient/1','role':'launch'}] # CTX-22",
        "fhirContext        # [{'identifier':{'value':'1'},'type':'Patient'}] # CTX-22",
        "fhirContext        # [{'reference':'Basic/1'},{'reference':'Patient/2'}] # CTX-22"
    })
    void namesTheMemberAndTheRuleThatItBreaks(String member, String value, String named) {
        assertRefused("{'client_id':'app','" + member.strip() + "':" + value + "}", named, member.strip());
    }

    @Test
    void refusesWhatIsTooLong() {
        assertRefused("{'client_id':'" + "a".repeat(256) + "'}", "client_id");
        assertRefused("{'client_id':'app','patient':'" + "1".repeat(65) + "'}", "CTX-16");
        assertRefused("{'client_id':'app','intent':'" + "a".repeat(256) + "'}", "intent");
        assertRefused("{'client_id':'app','smart_style_url':'https://h/" + "a".repeat(512) + "'}", "smart_style_url");
        assertRefused("{'client_id':'app','fhirContext':[" + "{'reference':'Basic/1'},".repeat(20)
                + "{'reference':'Basic/1'}]}", "CTX-21");
        assertRefused("{'client_id':'app','fhirContext':[{'identifier':{'value':'" + "a".repeat(3_000) + "'}}]}",
                "larger than 3000 bytes");
        assertRefused("{'client_id':'app','fhirContext':" + "[".repeat(2_000) + "]".repeat(2_000) + "}", "The body");
    }

    @Test
    void neverRepeatsAValue() {
        assertThatThrownBy(() -> read("{'client_id':'app','patient':'Patient/secret'}"))
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> read("{'client_id':'app','secret':1}")).hasMessageNotContaining("secret");
    }

    @Test
    void readsEveryMember() {
        LaunchRequest request = read("{'client_id':'app','user':'lin','iss':'http://localhost:8080/fhir',"
                + "'patient':'p-1',"
                + "'encounter':'e.1','need_patient_banner':false,'intent':'reconcile <b>','tenant':'甲院',"
                + "'smart_style_url':'http://localhost:8090/style.json','fhirContext':["
                + "{'reference':'ImagingStudy/1'},{'canonical':'http://h/Questionnaire/1|2','type':'Questionnaire',"
                + "'role':'http://example.org/role/order'},{'identifier':{'system':'urn:x','value':'1',"
                + "'type':{'text':'a'}},'type':'ServiceRequest'},{'reference':'Patient/2','role':'urn:role:mother'}]}");

        assertThat(request.clientId()).isEqualTo("app");
        assertThat(request.user()).isEqualTo("lin");
        assertThat(request.iss()).isEqualTo("http://localhost:8080/fhir");
        assertThat(request.context().claims()).isEqualTo(Map.of(
                "patient", "p-1", "encounter", "e.1", "need_patient_banner", false, "intent", "reconcile <b>",
                "tenant", "甲院", "smart_style_url", "http://localhost:8090/style.json",
                "fhirContext", List.of(
                        Map.of("reference", "ImagingStudy/1"),
                        Map.of("canonical", "http://h/Questionnaire/1|2", "type", "Questionnaire",
                                "role", "http://example.org/role/order"),
                        Map.of("identifier", Map.of("system", "urn:x", "value", "1", "type", Map.of("text", "a")),
                                "type", "ServiceRequest"),
                        Map.of("reference", "Patient/2", "role", "urn:role:mother"))));
    }

    @Test
    void takesALaunchWithoutContext() {
        assertThat(read("{'client_id':'app'}").context().claims()).isEmpty();
    }

    private static LaunchRequest read(String body) {
        return LaunchRequest.read(body.replace('\'', '"'));
    }

    private static void assertRefused(String body, String... named) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(LaunchRefusal.class).message().contains(named);
    }
}
