package dev.smartfhir.benchmarks.scopes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.scopes.ScopeSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManyScopesTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 200})
    void areAsManyAsAskedForAndNoneCoversAnother(int number) {
        for (List<String> scopes : List.of(ManyScopes.mixed(number), ManyScopes.mixedConstrained(number),
                ManyScopes.allConstrained(number))) {
            assertThat(scopes).hasSize(number);
            assertThat(ScopeSet.parse(String.join(" ", scopes)).stream()).hasSize(number);
        }
    }
}
