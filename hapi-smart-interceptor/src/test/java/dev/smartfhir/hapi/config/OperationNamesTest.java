package dev.smartfhir.hapi.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.smartfhir.testapp.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationNamesTest {

    private static final String BASE = "smart.fhir-base=https://fhir.example.org/fhir";
    private static final String ISSUER = "smart.issuers[0].issuer=https://as.example.org/realms/smart";

    @Test
    void allowsNoOperationUnlessOneIsNamed() {
        assertThat(SmartProperties.from(Properties.yaml(BASE, ISSUER)).operations()).isEmpty();
    }

    @Test
    void readsOperationsOfTypesAndOfTheSystem() {
        SmartProperties properties = SmartProperties.from(Properties.variables(
                "SMART_FHIR_BASE=https://fhir.example.org/fhir", "SMART_ISSUERS_0_ISSUER=https://as.example.org",
                "SMART_OPERATIONS=Patient/$everything,ValueSet/$expand,$diff"));
        assertThat(properties.operations())
                .containsExactlyInAnyOrder("Patient/$everything", "ValueSet/$expand", "$diff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"everything", "Patient", "Patient/everything", "Patients/$everything", "patient/$everything",
            "Patient/1/$everything", "*/$everything", "Patient/$", "$", "$*", "Patient/$Everything", "/$diff",
            "Patient/$everything?x", "Patient/$every thing"})
    void refusesWhatIsNoNameOfAnOperation(String name) {
        assertRefused(name, "has to be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$export", "Patient/$export", "Group/$export", "$export-poll-status", "$graphql",
            "Patient/$graphql", "$import", "$import-poll-status", "$expunge", "Patient/$expunge", "$delete-expunge",
            "$reindex", "Patient/$reindex", "$reindex-terminology", "Patient/$meta-add", "Patient/$meta-delete",
            "$process-message", "Measure/$submit-data", "Measure/$collect-data", "CodeSystem/$apply-codesystem-delta-add",
            "CodeSystem/$upload-external-code-system", "Binary/$binary-access-read", "Binary/$binary-access-write",
            "Patient/$merge", "Patient/$hapi.fhir.merge", "$hapi.fhir.replace-references",
            "$hapi.fhir.bulk-patch", "$mark-all-resources-for-reindexing", "$perform-reindexing-pass",
            "Subscription/$trigger-subscription", "$trigger-subscription", "ConceptMap/$add-mapping",
            "ValueSet/$invalidate-expansion", "$mdm-merge-golden-resources", "$partition-management-create-partition",
            "ImplementationGuide/$install", "ImplementationGuide/$uninstall", "PlanDefinition/$apply"})
    void refusesWhatWritesErasesExportsOrReadsPastEnforcement(String name) {
        assertRefused(name, "can never be allowed");
    }

    private static void assertRefused(String name, String reason) {
        assertThatExceptionOfType(InvalidSmartProperty.class)
                .isThrownBy(() -> SmartProperties.from(
                        Properties.yaml(BASE, ISSUER, "smart.operations[0]=$diff", "smart.operations[1]=" + name)))
                .satisfies(e -> assertThat(e.property()).isEqualTo("smart.operations[1]"))
                .satisfies(e -> assertThat(e.reason()).contains(reason).contains(name));
    }
}
