package dev.smartfhir.endtoend.fuzz.world;

/** What is stored before the first request: each row stores one version; the row of an id seen before is an update. */
final class DataRows {

    static final String ROWS = """
            Organization fzorg01 name=Alphahospital active=true security=H1
            Organization fzorg02 name=Betahospital active=true partOf=Organization/fzorg01 security=H2
            Organization fzorg03 name=Gammaclinic active=false tag=red
            Practitioner fzprc01 family=Dorn active=true gender=female
            Practitioner fzprc02 family=Ebert active=false gender=male tag=blue
            Patient fzpat01 family=Ash gender=male birthDate=1970-01-02 active=true \
            managingOrganization=Organization/fzorg01 generalPractitioner=Practitioner/fzprc01 security=H1
            Patient fzpat02 family=Birch gender=female birthDate=1980-05-06 active=true \
            managingOrganization=Organization/fzorg02 generalPractitioner=Practitioner/fzprc02
            Patient fzpat03 family=Cedar gender=female birthDate=1990-09-10 active=false \
            managingOrganization=Organization/fzorg02 tag=red
            Patient fzpat03 family=Cypress gender=male birthDate=1990-09-10 active=false \
            managingOrganization=Organization/fzorg01
            RelatedPerson fzrel01 patient=Patient/fzpat01 active=true family=Ash
            RelatedPerson fzrel02 patient=Patient/fzpat02 active=false family=Birch
            Encounter fzenc01 subject=Patient/fzpat01 status=finished class=AMB serviceProvider=Organization/fzorg01
            Encounter fzenc02 subject=Patient/fzpat02 status=in-progress class=IMP \
            serviceProvider=Organization/fzorg02 security=H2
            Encounter fzenc03 subject=Patient/fzpat03 status=finished class=IMP tag=red
            Encounter fzenc04 status=planned class=AMB security=H1
            Observation fzobs01 subject=Patient/fzpat01 category=laboratory code=718-7 status=final \
            effectiveDateTime=2026-01-10 performer=Practitioner/fzprc01 encounter=Encounter/fzenc01 security=H1
            Observation fzobs02 subject=Patient/fzpat01 category=vital-signs code=8867-4 status=final \
            effectiveDateTime=2026-02-11 performer=Organization/fzorg01 tag=red profile=a
            Observation fzobs03 subject=Patient/fzpat02 category=laboratory code=718-7 status=preliminary \
            effectiveDateTime=2026-01-12 performer=Practitioner/fzprc02 encounter=Encounter/fzenc02 security=H2
            Observation fzobs04 subject=Patient/fzpat02 category=vital-signs code=8867-4 status=final \
            effectiveDateTime=2026-03-13 performer=Patient/fzpat01 tag=red,blue
            Observation fzobs05 subject=Patient/fzpat03 category=laboratory,vital-signs code=~local status=amended \
            effectiveDateTime=2026-03-13 profile=a
            Observation fzobs06 subject=Patient/fzpat03 category=~local code=29463-7 status=final security=H1,H2
            Observation fzobs07 category=laboratory code=29463-7 status=final effectiveDateTime=2026-04-01 tag=blue
            Observation fzobs08 subject=Patient/fzpat01 category=laboratory code=718-7 status=preliminary \
            effectiveDateTime=2026-04-02 security=H1
            Observation fzobs08 subject=Patient/fzpat01 category=vital-signs code=718-7 status=final \
            effectiveDateTime=2026-04-03
            Observation fzobs09 subject=Patient/fzpat02 category=vital-signs code=8867-4 status=final \
            effectiveDateTime=2026-04-04
            Observation fzobs09 subject=Patient/fzpat01 category=laboratory code=8867-4 status=final \
            effectiveDateTime=2026-04-05 tag=blue
            Observation fzobs10 subject=Patient/fzpat01 category=laboratory code=718-7 status=final
            Observation fzobs10 delete
            Condition fzcon01 subject=Patient/fzpat01 category=~problem code=44054-6 clinicalStatus=active \
            asserter=Practitioner/fzprc01 recordedDate=2026-01-05 encounter=Encounter/fzenc01
            Condition fzcon02 subject=Patient/fzpat02 category=~problem code=38341-3 clinicalStatus=resolved \
            asserter=Patient/fzpat02 recordedDate=2026-01-06 security=H2
            Condition fzcon03 subject=Patient/fzpat03 code=44054-6 clinicalStatus=active asserter=Patient/fzpat01 \
            recordedDate=2026-02-07 tag=red
            Condition fzcon04 subject=Patient/fzpat02 code=44054-6 clinicalStatus=active security=H1
            Condition fzcon04 delete
            Claim fzclm01 patient=Patient/fzpat01 status=active use=preauthorization provider=Organization/fzorg01 \
            created=2026-01-20 security=H1
            Claim fzclm02 patient=Patient/fzpat02 status=active use=claim provider=Organization/fzorg02 \
            created=2026-01-21 payee=Patient/fzpat01
            Claim fzclm03 patient=Patient/fzpat03 status=cancelled use=preauthorization \
            provider=Organization/fzorg02 created=2026-02-22 payee=Organization/fzorg02 tag=blue
            ClaimResponse fzclr01 patient=Patient/fzpat01 status=active outcome=complete use=preauthorization \
            requestor=Organization/fzorg01 request=Claim/fzclm01 created=2026-01-30 disposition=Granted
            ClaimResponse fzclr02 patient=Patient/fzpat02 status=active outcome=queued use=claim \
            requestor=Organization/fzorg02 request=Claim/fzclm02 created=2026-01-31 disposition=Waiting security=H2
            ClaimResponse fzclr03 patient=Patient/fzpat03 status=draft outcome=complete use=preauthorization \
            requestor=Organization/fzorg02 request=Claim/fzclm03 created=2026-02-28 disposition=Denied
            ClaimResponse fzclr04 patient=Patient/fzpat01 status=draft outcome=queued use=claim \
            requestor=Organization/fzorg02 created=2026-03-01 disposition=Waiting
            ClaimResponse fzclr04 patient=Patient/fzpat01 status=active outcome=complete use=claim \
            requestor=Organization/fzorg01 created=2026-03-02 disposition=Granted tag=red
            Bundle fzbun01 type=collection security=H1
            Bundle fzbun02 type=collection security=H2
            Bundle fzbun03 type=collection tag=red
            Bundle fzbun04 type=collection security=H2
            Bundle fzbun04 type=collection security=H1 profile=a
            MedicationRequest fzmed01 subject=Patient/fzpat01 status=active intent=order \
            medicationCodeableConcept=860975 requester=Practitioner/fzprc01 authoredOn=2026-01-15
            MedicationRequest fzmed02 subject=Patient/fzpat02 status=stopped intent=plan \
            medicationCodeableConcept=197361 requester=Patient/fzpat01 authoredOn=2026-01-16 security=H2
            MedicationRequest fzmed03 subject=Patient/fzpat03 status=active intent=order \
            medicationCodeableConcept=860975 encounter=Encounter/fzenc03 authoredOn=2026-02-17 tag=blue
            """;

    private DataRows() {
    }
}
