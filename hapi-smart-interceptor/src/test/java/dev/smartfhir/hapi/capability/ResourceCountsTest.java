package dev.smartfhir.hapi.capability;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;

class ResourceCountsTest {

    @Test
    void doesNotTellEveryoneHowMuchIsStored() {
        CapabilityStatement statement = new CapabilityStatement();
        CapabilityStatementRestResourceComponent patient = statement.addRest().addResource();
        patient.addExtension(new Extension(
                "http://hl7api.sourceforge.net/hapi-fhir/res/extdefs.html#resourceCount", new DecimalType(17)));
        patient.addExtension(new Extension("urn:other", new StringType("kept")));
        ResourceCounts.removeFrom(statement);
        assertThat(patient.getExtension()).extracting(Extension::getUrl).containsExactly("urn:other");
    }
}
