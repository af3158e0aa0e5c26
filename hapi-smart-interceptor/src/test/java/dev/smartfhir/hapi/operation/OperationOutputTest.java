package dev.smartfhir.hapi.operation;

import static dev.smartfhir.hapi.Rules.grants;
import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.hapi.grant.Grants;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OperationOutputTest {

    private final Grants some = grants("X", "patient/*.rs system/ValueSet.rs");

    @ParameterizedTest
    @EnumSource(value = BundleType.class, names = {"SEARCHSET", "HISTORY", "DOCUMENT", "COLLECTION"})
    void leavesOutOfABundleWhatTheTokenDoesNotShowAndNeverSaysHowMuch(BundleType type) {
        Bundle output = bundle(type, observation("X"), observation("Y"), new Claim(), new OperationOutcome());
        assertThat(OperationOutput.filter(output, some)).contains(output);
        assertThat(output.getEntry()).extracting(entry -> entry.getResource().fhirType())
                .containsExactly("Observation", "OperationOutcome");
        assertThat(output.hasTotal()).isFalse();
        Bundle nothingHidden = bundle(type, observation("X"));
        OperationOutput.filter(nothingHidden, some);
        assertThat(nothingHidden.hasTotal()).isFalse();
    }

    @Test
    void leavesOutOfParametersWhatTheTokenDoesNotShow() {
        Parameters output = new Parameters();
        output.addParameter().setName("own").setResource(observation("X"));
        output.addParameter().setName("other").setResource(observation("Y"));
        output.addParameter().setName("value").setValue(new StringType("x"));
        output.addParameter().setName("nested").addPart().setName("other").setResource(observation("Y"));
        output.addParameter().setName("results")
                .setResource(bundle(BundleType.SEARCHSET, observation("X"), observation("Y")));
        output.addParameter().setName("stored")
                .setResource(bundle(BundleType.COLLECTION, observation("X")));
        assertThat(OperationOutput.filter(output, some)).contains(output);
        assertThat(output.getParameter().get(0).getResource()).isNotNull();
        assertThat(output.getParameter().get(1).getResource()).isNull();
        assertThat(output.getParameter().get(2).getValue().primitiveValue()).isEqualTo("x");
        assertThat(output.getParameter().get(3).getPartFirstRep().getResource()).isNull();
        assertThat(((Bundle) output.getParameter().get(4).getResource()).getEntry()).hasSize(1);
        assertThat(output.getParameter().get(5).getResource()).isNull();
    }

    @Test
    void showsASingleResourceOnlyWhereTheTokenShowsIt() {
        assertThat(OperationOutput.filter(observation("Y"), some)).isEmpty();
        assertThat(OperationOutput.filter(new Patient().setId("Y"), some)).isEmpty();
        assertThat(OperationOutput.filter(new Parameters().setId("stored"), some)).isEmpty();
        assertThat(OperationOutput.filter(null, some)).isEmpty();
        assertThat(OperationOutput.filter(observation("X"), some)).isPresent();
        assertThat(OperationOutput.filter(new ValueSet(), some)).isPresent();
        assertThat(OperationOutput.filter(new OperationOutcome(), some)).isPresent();
    }

    @Test
    void leavesAloneWhatGoesToWhomEverythingIsShown() {
        Bundle output = bundle(BundleType.SEARCHSET, observation("X"), observation("Y"));
        OperationOutput.filter(output, grants("system/*.rs"));
        assertThat(output.getEntry()).hasSize(2);
        assertThat(output.getTotal()).isEqualTo(9);
    }

    private static Observation observation(String patient) {
        return new Observation().setSubject(new Reference("Patient/" + patient));
    }

    private static Bundle bundle(BundleType type, Resource... resources) {
        Bundle bundle = new Bundle().setType(type).setTotal(9);
        for (Resource resource : resources) {
            bundle.addEntry().setResource(resource);
        }
        return bundle;
    }
}
