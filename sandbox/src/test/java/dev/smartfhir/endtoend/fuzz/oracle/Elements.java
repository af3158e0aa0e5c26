package dev.smartfhir.endtoend.fuzz.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The search parameters of the data set's types, written down by hand: what each is, and which element it looks at. */
public final class Elements {

    /** One search parameter on one type. */
    public record Parameter(String type, String name, String kind, String path) {
    }

    private static final String TABLE = """
            * _id special id
            * _tag token meta.tag
            * _security token meta.security
            * _profile uri meta.profile
            Patient family string name.family
            Patient name string name.family
            Patient gender token gender
            Patient birthdate date birthDate
            Patient organization reference managingOrganization
            Patient general-practitioner reference generalPractitioner
            Patient active token active
            Observation category token category
            Observation code token code
            Observation status token status
            Observation date date effectiveDateTime
            Observation subject reference subject
            Observation patient reference subject
            Observation performer reference performer
            Observation encounter reference encounter
            Encounter status token status
            Encounter class token class
            Encounter subject reference subject
            Encounter patient reference subject
            Encounter service-provider reference serviceProvider
            Condition clinical-status token clinicalStatus
            Condition code token code
            Condition category token category
            Condition subject reference subject
            Condition patient reference subject
            Condition asserter reference asserter
            Condition encounter reference encounter
            Condition recorded-date date recordedDate
            Claim status token status
            Claim use token use
            Claim patient reference patient
            Claim provider reference provider
            Claim payee reference payee.party
            Claim created date created
            ClaimResponse status token status
            ClaimResponse outcome token outcome
            ClaimResponse use token use
            ClaimResponse patient reference patient
            ClaimResponse requestor reference requestor
            ClaimResponse request reference request
            ClaimResponse created date created
            ClaimResponse disposition string disposition
            Bundle type token type
            Organization name string name
            Organization active token active
            Organization partof reference partOf
            Practitioner family string name.family
            Practitioner name string name.family
            Practitioner active token active
            Practitioner gender token gender
            MedicationRequest status token status
            MedicationRequest intent token intent
            MedicationRequest code token medicationCodeableConcept
            MedicationRequest subject reference subject
            MedicationRequest patient reference subject
            MedicationRequest requester reference requester
            MedicationRequest encounter reference encounter
            MedicationRequest authoredon date authoredOn
            RelatedPerson patient reference patient
            RelatedPerson active token active
            RelatedPerson name string name.family
            """;
    private static final Map<String, Parameter> PARAMETERS = new LinkedHashMap<>();
    private static final Set<String> TYPES = new TreeSet<>();

    static {
        TABLE.lines().map(line -> line.split(" ")).forEach(cells -> {
            PARAMETERS.put(cells[0] + "?" + cells[1], new Parameter(cells[0], cells[1], cells[2], cells[3]));
            if (!cells[0].equals("*")) {
                TYPES.add(cells[0]);
            }
        });
    }

    private Elements() {
    }

    /** Every type of the data set, in order. */
    public static List<String> types() {
        return List.copyOf(TYPES);
    }

    /** The parameter of that name on a type, if there is one. */
    public static Optional<Parameter> find(String type, String name) {
        return Optional.ofNullable(PARAMETERS.getOrDefault(type + "?" + name, PARAMETERS.get("*?" + name)));
    }

    /** Every parameter of a type, those of every type included. */
    public static List<Parameter> of(String type) {
        return PARAMETERS.values().stream()
                .filter(one -> one.type().equals(type) || one.type().equals("*"))
                .toList();
    }

    /** What is at a path, lists flattened. */
    public static List<JsonNode> at(JsonNode body, String path) {
        List<JsonNode> here = List.of(body);
        for (String step : path.split("\\.")) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode node : here) {
                JsonNode child = node.path(step);
                if (child.isArray()) {
                    child.forEach(next::add);
                } else if (!child.isMissingNode()) {
                    next.add(child);
                }
            }
            here = next;
        }
        return here;
    }

    /** Each {@code Type/id} that a resource refers to by a reference parameter, with that parameter. */
    public static Map<Parameter, List<String>> references(JsonNode body) {
        Map<Parameter, List<String>> found = new LinkedHashMap<>();
        for (Parameter parameter : of(body.path("resourceType").asText())) {
            if (parameter.kind().equals("reference")) {
                found.put(parameter, at(body, parameter.path()).stream()
                        .map(node -> node.path("reference").asText()).toList());
            }
        }
        return found;
    }
}
