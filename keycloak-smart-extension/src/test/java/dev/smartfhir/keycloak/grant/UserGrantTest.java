package dev.smartfhir.keycloak.grant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.smartfhir.keycloak.context.LaunchContext;
import dev.smartfhir.scopes.ScopeSet;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TOK-14, TOK-18, D-28: a grant comes out of a token as it went in. */
class UserGrantTest {

    private static final UserGrant FULL = new UserGrant("user-1",
            ScopeSet.parse("launch patient/Observation.rs?category=http://x.example|laboratory user/Patient.read"),
            List.of("openid", "offline_access"), "https://fhir.example/fhir",
            new LaunchContext("p1", "e1", List.of(Map.of("reference", "ImagingStudy/1", "role", "https://r.example")),
                    false, "plan", "t1", "https://style.example/1.json"));

    @Test
    void isReadBackFromItsClaimWithEveryType() throws IOException {
        ObjectMapper json = new ObjectMapper();

        Object claim = json.readValue(json.writeValueAsString(FULL.toClaim()), Map.class);

        assertThat(UserGrant.fromClaim(claim)).contains(FULL);
    }

    @Test
    void isReadBackWithoutContextAndServer() throws IOException {
        UserGrant bare = new UserGrant("user-1", ScopeSet.empty(), List.of("openid"), null, LaunchContext.none());
        ObjectMapper json = new ObjectMapper();

        Object claim = json.readValue(json.writeValueAsString(bare.toClaim()), Map.class);

        assertThat(UserGrant.fromClaim(claim)).contains(bare);
    }

    @Test
    void isNoneWhereTheClaimIsNoObject() {
        assertThat(UserGrant.fromClaim(null)).isEmpty();
        assertThat(UserGrant.fromClaim("patient/*.rs")).isEmpty();
        assertThat(UserGrant.fromClaim(List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"openid,false", "openid fhirUser,false", "offline_access,true", "openid online_access,true"})
    void isRenewableOnlyWithOneOfTwoScopes(String ordinary, boolean renewable) {
        assertThat(new UserGrant("u", ScopeSet.empty(), List.of(ordinary.split(" ")), null, LaunchContext.none())
                .isRenewable()).isEqualTo(renewable);
    }

    @Test
    void namesItsScopesAndNeitherUserNorPatientInALog() {
        assertThat(FULL.toString()).contains("openid").doesNotContain("user-1").doesNotContain("p1");
    }
}
