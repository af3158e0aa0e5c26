package dev.smartfhir.hapi.search;

import static dev.smartfhir.hapi.Rules.FHIR;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.StorageSettings;
import ca.uhn.fhir.jpa.searchparam.extractor.SearchParamExtractorR4;
import ca.uhn.fhir.rest.server.util.FhirContextSearchParamRegistry;
import dev.smartfhir.hapi.Rules;
import dev.smartfhir.hapi.constraint.ConstraintMatcher;
import dev.smartfhir.hapi.constraint.InMemoryConstraints;
import dev.smartfhir.hapi.grant.Extent;
import dev.smartfhir.hapi.grant.Grants;
import dev.smartfhir.hapi.grant.Need;
import dev.smartfhir.hapi.grant.TokenContext;
import dev.smartfhir.hapi.user.UserAccess;
import dev.smartfhir.scopes.ScopeSet;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtentQueryTest {

    private static final ConstraintMatcher CONSTRAINTS = constraints();

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", value = {
            "system/Observation.s?category=a; category=a",
            "system/Observation.s?category=a,b; category=a,b",
            "system/Observation.s?category=a&code=c; category=a code=c",
            "system/Observation.s?category=a system/Observation.s?category=b; category=a,b",
            "system/Observation.s?category=a&code=c system/Observation.s?category=b&code=c; category=a,b code=c",
            "system/Observation.s?code=c system/Observation.s?category=b&code=c; code=c",
            "patient/Observation.s?category=a; category=a for p",
            "patient/Observation.s?category=a patient/Observation.s?category=b; category=a,b for p",
            "patient/Observation.s; - for p",
            "system/Observation.s?date=ge2026-01-01 system/Observation.s?date=ge2026-02-01;"
                    + " date=ge2026-01-01,ge2026-02-01",
            "system/Observation.s?patient=x; patient=Patient/x",
            "system/Observation.s?category=a system/Observation.s?nosuch=b; category=a"})
    void oneQuerySaysItAll(String scopes, String query) {
        ExtentQuery found = query(scopes);
        assertThat(text(found)).isEqualTo(query);
        assertThat(found.whole()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", value = {
            "system/Observation.s?category=a system/Observation.s?code=b; -",
            "system/Observation.s?category=a&status=final system/Observation.s?code=b&status=final; status=final",
            "system/Observation.s?category=a&code=a system/Observation.s?category=b&code=b; -",
            "system/Observation.s?category=a patient/Observation.s; -",
            "system/Observation.s?category=a&code=c patient/Observation.s?category=a; category=a",
            "patient/Observation.s?category=a patient/Observation.s?code=b; - for p",
            "system/Observation.s?_security=|a; -",
            "system/Observation.s?_security=x|&code=c; code=c",
            "system/Observation.s?date=ge2026-01-01 system/Observation.s?date=lt2026-01-01; -"})
    void oneQuerySaysNoMoreThanWhatAllHaveInCommon(String scopes, String query) {
        ExtentQuery found = query(scopes);
        assertThat(text(found)).isEqualTo(query == null ? "-" : query);
        assertThat(found.whole()).isFalse();
    }

    private static ExtentQuery query(String scopes) {
        Extent extent = new Grants(ScopeSet.parse(scopes), Rules.COMPARTMENT, CONSTRAINTS, new TokenContext(
                Optional.of("p"), Optional.empty(), (user, need) -> UserAccess.nothing()))
                .extent(Need.search("Observation"));
        return ExtentQuery.of("Observation", extent, CONSTRAINTS);
    }

    private static String text(ExtentQuery query) {
        String clauses = query.clauses().stream()
                .map(clause -> clause.parameter() + "=" + clause.values().stream()
                        .map(value -> value.getValueAsQueryToken(FHIR)).sorted().collect(Collectors.joining(",")))
                .sorted().collect(Collectors.joining(" "));
        String patients = query.patients().map(ids -> " for " + String.join(",", ids)).orElse("");
        return (clauses.isEmpty() ? "-" : clauses) + patients;
    }

    private static ConstraintMatcher constraints() {
        FhirContextSearchParamRegistry registry = new FhirContextSearchParamRegistry(FHIR);
        return new InMemoryConstraints(registry, () -> Optional.of(
                new SearchParamExtractorR4(new StorageSettings(), new PartitionSettings(), FHIR, registry)));
    }
}
