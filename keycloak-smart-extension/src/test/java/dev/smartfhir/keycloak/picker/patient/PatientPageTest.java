package dev.smartfhir.keycloak.picker.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.keycloak.picker.directory.DirectoryUnavailable;
import dev.smartfhir.keycloak.picker.directory.SearchPage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatientPageTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "'a'", "1", "<html>", "{", "{}", "{'resourceType':'Patient','id':'1'}",
        "{'resourceType':'Bundle'}", "{'resourceType':'Bundle','type':'collection'}",
        "{'resourceType':'OperationOutcome','issue':[]}", "{'resourceType':['Bundle'],'type':'searchset'}"})
    void refusesWhatIsNoSearchset(String json) {
        assertThatThrownBy(() -> PatientPage.of(SearchPage.read(json.replace('\'', '"'))))
                .isInstanceOf(DirectoryUnavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "'a'", "[]", "{}", "{'resource':null}", "{'resource':[]}",
        "{'resource':{'resourceType':'Practitioner','id':'1'}}", "{'resource':{'resourceType':'Patient'}}",
        "{'resource':{'resourceType':'Patient','id':1}}", "{'resource':{'resourceType':'Patient','id':''}}",
        "{'resource':{'resourceType':'Patient','id':'../1'}}",
        "{'resource':{'resourceType':'Patient','id':'1\\u0022onclick=x'}}",
        "{'resource':{'resourceType':'Patient','id':"
            + "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'}}",
        "{'resource':{'resourceType':'Patient','id':'1'},'search':{'mode':'include'}}",
        "{'resource':{'resourceType':'Patient','id':'1'},'search':{'mode':'outcome'}}"})
    void leavesOutEntriesThatAreNoPatientFound(String entry) throws DirectoryUnavailable {
        assertThat(page("[" + entry + "]").patients()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "'a'", "[[]]"})
    void survivesEntriesOfAnotherShape(String entries) throws DirectoryUnavailable {
        assertThat(page(entries).patients()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', value = {
        "[{'text':'王小明','family':'王'}]                              # 王小明",
        "[{'family':'Chen','given':['Hua','Li']}]                       # Hua Li Chen",
        "[{'use':'old','text':'Old'},{'text':'New'}]                    # New",
        "[{'text':'Nick','use':'nickname'},{'use':'official','text':'Official'}] # Official",
        "[{'use':'official','text':'  '},{'text':'Next'}]               # Next",
        "[{'use':'old','text':'Only'}]                                  # Only",
        "[{'text':5,'family':['a'],'given':'b'}]                        # ''",
        "'Chen'                                                         # ''",
        "[null,7,{}]                                                    # ''",
        "[{'text':'a\\u0000\\u202eb\\u200bc'}]                          # abc",
        "[{'text':'<script>alert(1)</script>'}]                         # <script>alert(1)</script>"
    })
    void readsTheNameOfAnUntrustedResource(String names, String expected) throws DirectoryUnavailable {
        assertThat(patient("'name':" + names).name()).isEqualTo(expected.replace("''", ""));
    }

    @Test
    void shortensEndlessTexts() throws DirectoryUnavailable {
        assertThat(patient("'name':[{'text':'" + "名".repeat(100_000) + "'}]").name()).hasSize(120).endsWith("…");
        assertThat(patient("'identifier':[{'value':'" + "9".repeat(100_000) + "'}]").identifier()).hasSize(120);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', value = {
        "'birthDate':'1958-03-07','gender':'female','identifier':[{'value':'A1'}] # 1958-03-07 # female # A1",
        "'birthDate':'<b>','gender':'<b>','identifier':[{'value':''},{'value':'B2'}] # '' # '' # B2",
        "'birthDate':19580307,'gender':['male'],'identifier':{'value':'A1'} # '' # '' # ''",
        "'birthDate':null,'gender':null,'identifier':[null,{'value':7}] # '' # '' # ''"
    })
    void readsBirthDateGenderAndIdentifier(String members, String birthDate, String gender, String identifier)
            throws DirectoryUnavailable {
        FoundPatient patient = patient(members);

        assertThat(patient.birthDate()).isEqualTo(birthDate.replace("''", ""));
        assertThat(patient.gender()).isEqualTo(gender.replace("''", ""));
        assertThat(patient.identifier()).isEqualTo(identifier.replace("''", ""));
    }

    @Test
    void showsAPatientOnceAndTwentyAtMost() throws DirectoryUnavailable {
        String many = IntStream.range(0, 50).mapToObj(i -> "{'resource':{'resourceType':'Patient','id':'p" + i / 2
                + "'}}").collect(Collectors.joining(","));

        assertThat(page("[" + many + "]").patients()).extracting(FoundPatient::id).hasSize(20).doesNotHaveDuplicates();
        assertThat(page("[" + many + "]").cut()).isTrue();
        assertThat(page("[]").cut()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', value = {
        "[{'relation':'next','url':'http://h/fhir?p=2'}] # http://h/fhir?p=2",
        "[{'relation':'self','url':'http://h/fhir?p=2'}] # ''",
        "[{'relation':'next','url':5}]                   # ''",
        "[{'relation':'next'}]                           # ''",
        "{'relation':'next','url':'http://h'}            # ''",
        "null                                            # ''"
    })
    void findsTheLinkToTheNextPage(String links, String expected) throws DirectoryUnavailable {
        PatientPage page = PatientPage.of(SearchPage.read(
                ("{'resourceType':'Bundle','type':'searchset','link':" + links + "}").replace('\'', '"')));

        assertThat(page.next().orElse("")).isEqualTo(expected.replace("''", ""));
    }

    private static FoundPatient patient(String members) throws DirectoryUnavailable {
        return page("[{'resource':{'resourceType':'Patient','id':'p1'," + members + "}}]").patients().get(0);
    }

    private static PatientPage page(String entries) throws DirectoryUnavailable {
        return PatientPage.of(SearchPage.read(("{'resourceType':'Bundle','type':'searchset','entry':" + entries + "}")
                .replace('\'', '"')));
    }
}
