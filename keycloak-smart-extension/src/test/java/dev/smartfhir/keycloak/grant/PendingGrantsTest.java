package dev.smartfhir.keycloak.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.keycloak.context.LaunchContext;
import dev.smartfhir.scopes.ScopeSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** LCH-20, trap 9: a code finds its own grant, for a minute, and no other. */
class PendingGrantsTest {

    private static final UserGrant OF_PATIENT_1 = grant("p1");
    private static final UserGrant OF_PATIENT_2 = grant("p2");

    private final FakeStore store = new FakeStore();
    private final PendingGrants grants = new PendingGrants(store.session());

    @Test
    void eachMarkerFindsItsOwnGrant() {
        String first = keep(OF_PATIENT_1);
        String second = keep(OF_PATIENT_2);

        assertThat(find(first)).contains(OF_PATIENT_1);
        assertThat(find(second)).contains(OF_PATIENT_2);
        assertThat(first).isNotEqualTo(second).hasSizeGreaterThan(40);
    }

    @Test
    void aGrantWaitsAMinuteWhateverTheRealmAllowsItsCodes() {
        String marker = keep(OF_PATIENT_1);

        store.pass(59);
        assertThat(find(marker)).isPresent();
        store.pass(1);
        assertThat(find(marker)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"another realm, client, session", "realm, another client, session", "realm, client, another session"})
    void aGrantOfAnotherRealmClientOrLoginSessionIsNotFound(String realm, String client, String session) {
        String marker = keep(OF_PATIENT_1);

        assertThat(grants.find(marker, realm, client, session)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "openid patient/*.rs", "smart-grant:", "smart-grant:guessed", "x-smart-grant:guessed"})
    void aForgedOrMissingMarkerFindsNothing(String codeScope) {
        keep(OF_PATIENT_1);

        assertThat(find(codeScope)).isEmpty();
        assertThat(grants.find(null, "realm", "client", "session")).isEmpty();
    }

    @Test
    void aForgottenGrantIsGone() {
        String marker = keep(OF_PATIENT_1);

        grants.forget("openid " + marker);

        assertThat(find(marker)).isEmpty();
    }

    private String keep(UserGrant grant) {
        return grants.keep(grant, "realm", "client", "session");
    }

    private Optional<UserGrant> find(String codeScope) {
        return grants.find(codeScope, "realm", "client", "session");
    }

    private static UserGrant grant(String patient) {
        return new UserGrant("user", ScopeSet.parse("patient/*.rs"), List.of("openid"), "https://fhir.example/fhir",
                LaunchContext.ofPatient(patient));
    }
}
