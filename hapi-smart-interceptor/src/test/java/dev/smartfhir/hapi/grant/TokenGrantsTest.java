package dev.smartfhir.hapi.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.hapi.Rules;
import dev.smartfhir.hapi.authentication.VerifiedToken;
import dev.smartfhir.hapi.constraint.ConstraintMatcher;
import dev.smartfhir.hapi.user.UserAccess;
import dev.smartfhir.hapi.user.UserAccessRequest;
import dev.smartfhir.scopes.ScopeSet;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenGrantsTest {

    private final List<UserAccessRequest> asked = new ArrayList<>();
    private final TokenGrants tokens = new TokenGrants(URI.create("https://fhir.example/fhir"), Rules.COMPARTMENT,
            ConstraintMatcher.NONE, SecurityContexts.NONE, request -> {
                asked.add(request);
                return UserAccess.everything();
            });

    @Test
    void asksThePolicyOnceForEachLetterAndTypeOfARequestAlsoWhenItIsRecordedWhichScopesDecided() {
        Grants grants = tokens.of(new VerifiedToken("https://as.example", "s", "c",
                ScopeSet.parse("user/*.rs"), Map.of("fhirUser", "Practitioner/d"), Instant.MAX));
        assertThat(grants.allows(Need.search("Patient"))).isTrue();
        assertThat(grants.meeting(List.of(Need.search("Patient"))).toString())
                .isEqualTo("user/*.rs");
        assertThat(asked).hasSize(1);
    }
}
