package dev.smartfhir.sandbox.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealmMergeTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "{'a':1}                        # {'b':2}                        # {'a':1,'b':2}",
        "{'a':1}                        # {'a':2}                        # {'a':2}",
        "{'a':{'x':1,'y':1}}            # {'a':{'y':2}}                  # {'a':{'x':1,'y':2}}",
        "{'c':[{'clientId':'a'}]}       # {'c':[{'clientId':'b'}]}       # {'c':[{'clientId':'a'},{'clientId':'b'}]}",
        "{'c':[{'name':'n','v':1}]}     # {'c':[{'name':'n','v':2}]}     # {'c':[{'name':'n','v':2}]}",
        "{'l':['en']}                   # {'l':['en','zh-TW']}           # {'l':['en','zh-TW']}",
        "{'a':[1]}                      # {'a':null}                     # {'a':null}"
    })
    void laysTheOverlayOverTheBase(String base, String overlay, String expected) throws JsonProcessingException {
        ObjectNode below = json(base);

        assertThat(RealmMerge.merge(below, json(overlay))).isEqualTo(json(expected));
        assertThat(below).isEqualTo(json(base));
    }

    private static ObjectNode json(String text) throws JsonProcessingException {
        return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    }
}
