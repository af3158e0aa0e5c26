package dev.smartfhir.endtoend.twpas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.sandbox.client.HttpAnswer;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;

/** One stored case: hospital, patient, visit, claim and decision, each under an id and with values of its own. */
final class TwpasCase {

    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final OffsetDateTime claimUpdated;

    /**
     * Stores the case.
     *
     * @param put stores a resource under a path, and returns the answer with what was stored
     * @param department the code of the visit's department
     * @param reason the code of the decision
     */
    TwpasCase(BiFunction<String, String, HttpAnswer> put, String department, String reason, String created,
            String disposition) {
        store(put, "Organization", "'identifier':[{'system':'urn:institution','value':'ORG'}]");
        store(put, "Patient", "'name':[{'text':'王大明MARK'}],'birthDate':'1966-06-16',"
                + "'identifier':[{'system':'http://www.moi.gov.tw','value':'A-MARK'}]");
        store(put, "Encounter", "'status':'planned','class':{'code':'AMB'},'subject':{'reference':'Patient/ID'},"
                + "'serviceType':{'coding':[{'system':'" + TwpasQuery.DEPARTMENTS + "','code':'" + department + "'}]}");
        HttpAnswer claim = store(put, "Claim", "'extension':[{'url':'https://nhicore.nhi.gov.tw/pas/StructureDefinition/"
                + "extension-claim-encounter','valueReference':{'reference':'Encounter/ID'}}],'identifier':["
                + "{'use':'official','value':'20240831MARK'},{'use':'usual','value':'FHR_MARK.JSON'}],"
                + "'status':'active','use':'preauthorization','patient':{'reference':'Patient/ID'},"
                + "'provider':{'reference':'Organization/ID'}");
        claimUpdated = OffsetDateTime.parse(claim.json().at("/meta/lastUpdated").asText());
        store(put, "ClaimResponse", "'identifier':[{'value':'20240930MARK'}],'status':'active','use':'preauthorization',"
                + "'outcome':'complete','created':'" + created + "','disposition':'" + disposition + "','patient':{"
                + "'reference':'Patient/ID'},'request':{'reference':'Claim/ID'},'requestor':{'reference':"
                + "'Organization/ID'},'item':[{'itemSequence':1,'adjudication':[{'category':{'coding':[{'code':"
                + "'submitted'}]},'reason':{'coding':[{'system':'https://nhicore.nhi.gov.tw/pas/CodeSystem/"
                + "nhi-approve-comment','code':'" + reason + "'}]},'value':52}]}]");
    }

    /** The id of each of the resources. */
    String id() {
        return "twpas-" + mark;
    }

    /** A query with the case's own values in the places of their names. */
    String fill(String query) {
        String filled = query;
        for (Map.Entry<String, String> value : Map.of(
                "NAME", "王大明" + mark, "NATIONAL", "A-" + mark, "ACCEPTANCE", "20240831" + mark,
                "FILE", "FHR_" + mark + ".JSON", "INSTITUTION", mark, "CLAIM", id(), "DECISION", "20240930" + mark,
                "BEFORE", at(-1), "AFTER", at(1)).entrySet()) {
            filled = filled.replace(value.getKey(), value.getValue());
        }
        return filled;
    }

    private String at(int milliseconds) {
        return INSTANT.format(claimUpdated.withOffsetSameInstant(ZoneOffset.ofHours(8))
                .plus(milliseconds, ChronoUnit.MILLIS));
    }

    private HttpAnswer store(BiFunction<String, String, HttpAnswer> put, String type, String elements) {
        HttpAnswer answer = put.apply("/" + type + "/" + id(), ("{'resourceType':'" + type + "','id':'ID'," + elements
                + "}").replace('\'', '"').replace("ORG", mark).replace("ID", id()).replace("MARK", mark));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }
}
