package dev.smartfhir.endtoend.fuzz.draw;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Chains, reverse chains and whatever else looks at more than the searched type, written down by hand. */
final class Chains {

    private static final List<String> TABLE = """
            Observation subject:Patient.family=Ash Patient
            Observation patient.family=Birch Patient?
            Observation encounter:Encounter.status=finished Encounter
            Observation performer:Practitioner.family=Dorn Practitioner
            Observation subject:Patient.organization:Organization.name=Beta Patient,Organization
            Encounter patient.gender=female Patient?
            Encounter service-provider:Organization.name=Alpha Organization
            Encounter _has:Observation:encounter:code=718-7 Observation
            Condition subject:Patient.birthdate=ge1980-01-01 Patient
            Condition asserter:Practitioner.active=true Practitioner
            Condition encounter:Encounter.class=AMB Encounter
            Claim patient:Patient.family=Cypress Patient
            Claim provider:Organization.name=Beta Organization
            Claim _has:ClaimResponse:request:outcome=complete ClaimResponse
            ClaimResponse patient:Patient.family=Ash Patient
            ClaimResponse request:Claim.use=claim Claim
            ClaimResponse request:Claim.provider:Organization.name=Alpha Claim,Organization
            ClaimResponse requestor:Organization.name=Beta Organization
            ClaimResponse request:Claim.patient:Patient.gender=male Claim,Patient
            MedicationRequest requester:Practitioner.family=Dorn Practitioner
            MedicationRequest encounter:Encounter.status=finished Encounter
            Patient _has:Observation:subject:code=718-7 Observation
            Patient _has:Encounter:subject:status=finished Encounter
            Patient _has:Claim:patient:_has:ClaimResponse:request:outcome=queued Claim,ClaimResponse
            Patient organization:Organization.name=Beta Organization
            Patient general-practitioner:Practitioner.family=Dorn Practitioner
            Organization _has:Patient:organization:family=Birch Patient
            Organization partof:Organization.name=Alpha Organization
            Organization _has:ClaimResponse:requestor:outcome=queued ClaimResponse
            Practitioner _has:Patient:general-practitioner:gender=male Patient
            RelatedPerson patient:Patient.family=Ash Patient
            * _filter=_id+eq+fzpat01 *
            * _list=5 *
            * _contained=true *
            """.lines().toList();

    private Chains() {
    }

    static List<Chain> of(String type) {
        return TABLE.stream().map(line -> line.split(" "))
                .filter(cells -> cells[0].equals("*") || cells[0].equals(type))
                .map(cells -> new Chain(cells[1],
                        Set.copyOf(Stream.of(cells[2].replace("?", "").split(",")).toList()),
                        !cells[2].endsWith("?") && !cells[0].equals("*")))
                .toList();
    }
}
