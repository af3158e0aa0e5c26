package dev.smartfhir.endtoend.twpas;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The searches of ClaimResponse that TWPAS 1.2.3 makes mandatory, and the two that its sources for 1.2.5 add.
 *
 * <p>Words in capitals stand for the values of a {@link TwpasCase}.
 */
public enum TwpasQuery {

    ADJUDICATION_REASON("adjudication-reason=1", "adjudication-reason=7"),
    PATIENT_NAME("request.patient.name=NAME", "request.patient.name=NAMEx"),
    PATIENT_IDENTIFIER("request.patient.identifier=NATIONAL", "request.patient.identifier=NATIONALx"),
    CLAIM_IDENTIFIER("request.identifier=ACCEPTANCE", "request.identifier=ACCEPTANCEx"),
    DEPARTMENT("request.func-type.service-type=AJ", "request.func-type.service-type=ZZ"),
    CREATED_AND_DISPOSITION("created=gt2024-08-01&created=lt2024-08-24&disposition=審畢結果",
            "created=gt2024-08-01&created=lt2024-08-24&disposition=已受理"),
    REQUESTOR("requestor.identifier=INSTITUTION", "requestor.identifier=INSTITUTIONx"),
    UPLOADED("request._lastUpdated=gtBEFORE&request._lastUpdated=ltAFTER&_include=ClaimResponse:request",
            "request._lastUpdated=ltBEFORE&request._lastUpdated=gt2024-08-31T14:17&_include=ClaimResponse:request"),
    PATIENT_AND_UPLOADED(
            "request.patient.identifier=NATIONAL&request._lastUpdated=gtBEFORE&_include=ClaimResponse:request",
            "request.patient.identifier=NATIONAL&request._lastUpdated=gtAFTER&_include=ClaimResponse:request"),
    CLAIM("request=Claim/CLAIM&_include=ClaimResponse:request",
            "request=Claim/CLAIMx&_include=ClaimResponse:request"),
    FILE_NAME("request.identifier=FILE&_include=ClaimResponse:request",
            "request.identifier=FILEx&_include=ClaimResponse:request"),
    DECISION_IDENTIFIER("identifier=DECISION", "identifier=DECISIONx"),
    DECISION_IDENTIFIER_WITH_CLAIM("identifier=DECISION&_include=ClaimResponse:request",
            "identifier=DECISIONx&_include=ClaimResponse:request");

    /** The code system of departments. */
    static final String DEPARTMENTS =
            "https://twcore.mohw.gov.tw/ig/twcore/CodeSystem/medical-consultation-department-nhi-tw";

    private final String right;
    private final String wrong;

    TwpasQuery(String right, String wrong) {
        this.right = right;
        this.wrong = wrong;
    }

    /** The query that finds the case. */
    public String right() {
        return right;
    }

    /** The same query with a value that does not lead to the case. */
    String wrong() {
        return wrong;
    }

    boolean includesTheClaim() {
        return right.contains("_include");
    }

    /** The values of a query percent-encoded, as URL and form want them. */
    public static String encoded(String query) {
        return Arrays.stream(query.split("&")).map(parameter -> parameter.split("=", 2))
                .map(parts -> parts[0] + "=" + URLEncoder.encode(parts[1], StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
