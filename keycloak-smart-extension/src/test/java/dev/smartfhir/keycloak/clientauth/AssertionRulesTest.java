package dev.smartfhir.keycloak.clientauth;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The time is 1000; the client is {@code app}; its JWKS is at {@code https://app/jwks}; the token URL {@code T}. */
class AssertionRulesTest {

    private static final String HEADER = "{'alg':'RS384','typ':'JWT','kid':'k'}";
    private static final String CLAIMS = "{'iss':'app','sub':'app','aud':'T','exp':1300,'jti':'j'}";

    @Test
    void takesAnAssertionAsSmartWritesItWithoutIat() {
        assertThatCode(() -> check(HEADER, CLAIMS)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
        "'typ':'JWT',; ; typ",
        "'typ':'JWT'; 'typ':'at+jwt'; typ",
        "'typ':'JWT'; 'typ':5; typ",
        ",'kid':'k'; ; kid",
        "'kid':'k'; 'kid':''; kid",
        "'kid':'k'; 'kid':5; kid",
        "'kid':'k'; 'kid':'k','crit':['exp']; crit",
        "'kid':'k'; 'kid':'k','jku':'https://evil/jwks'; jku",
        "'kid':'k'; 'kid':'k','jku':'https://app/jwks/'; jku",
        "'kid':'k'; 'kid':'k','jku':null; jku"})
    void refusesAHeaderThatBreaksARule(String part, String by, String rule) {
        refuses(HEADER.replace(part, by == null ? "" : by), CLAIMS, rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
        "'iss':'app',; ; iss",
        "'iss':'app'; 'iss':'other'; iss",
        "'sub':'app',; ; sub",
        "'sub':'app'; 'sub':'other'; sub",
        "'aud':'T',; ; aud",
        "'aud':'T'; 'aud':'https://evil'; aud",
        "'aud':'T'; 'aud':['T','U']; aud",
        "'aud':'T'; 'aud':['T','T']; aud",
        "'aud':'T'; 'aud':[]; aud",
        "'aud':'T'; 'aud':{}; aud",
        "'aud':'T'; 'aud':'T/'; aud",
        "'exp':1300,; ; exp",
        "1300; '1300'; exp",
        "1300; 1300.5; exp",
        "1300; 1.3e3; exp",
        "1300; -1; exp",
        "1300; 99999999999999999999; exp",
        "1300; 1311; five minutes",
        "1300; 1311,'iat':1000; five minutes",
        "1300; 87400,'iat':1000; five minutes",
        "1300; 990; expired",
        "1300; 0; expired",
        "1300; 1300,'nbf':1011; nbf",
        "1300; 1300,'iat':1011; iat",
        "1300; 1300,'nbf':'soon'; nbf",
        "1300; 1300,'iat':null; iat",
        ",'jti':'j'; ; jti",
        "'jti':'j'; 'jti':''; jti",
        "'jti':'j'; 'jti':' '; jti",
        "'jti':'j'; 'jti':5; jti"})
    void refusesClaimsThatBreakARule(String part, String by, String rule) {
        refuses(HEADER, CLAIMS.replace(part, by == null ? "" : by), rule);
    }

    @Test
    void refusesAJtiThatIsTooLongToRemember() {
        refuses(HEADER, CLAIMS.replace("'j'", "'" + "j".repeat(256) + "'"), "jti");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
        "1300; 1310", "1300; 1300,'iat':990", "1300; 1300,'iat':1010,'nbf':1010", "1300; 991",
        "'aud':'T'; 'aud':['T']", "'aud':'T'; 'aud':'I'", "'exp':1300; 'exp':1300,'more':{'a':1}"})
    void takesWhatIsWithinTheRulesAndAFewSecondsOfSkew(String part, String by) {
        assertThatCode(() -> check(HEADER, CLAIMS.replace(part, by))).doesNotThrowAnyException();
    }

    @Test
    void takesTheRegisteredUrlAsJku() {
        assertThatCode(() -> check(HEADER.replace("'kid'", "'jku':'https://app/jwks','kid'"), CLAIMS))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b", "a.b.c.d", "e30.e30", "!.e30.AA", "e30.e30.!", "W10.e30.AA",
        "e30.bnVsbA.AA", "eyJhIjoxLCJhIjoyfQ.e30.AA", "e30K.e30.AA "})
    void refusesWhatIsNoSignedJwt(String compact) {
        assertThatThrownBy(() -> ClientAssertion.read(compact)).isInstanceOf(InvalidClient.class);
    }

    @Test
    void refusesAnAssertionThatIsTooLong() {
        assertThatThrownBy(() -> ClientAssertion.read("a".repeat(20_000))).isInstanceOf(InvalidClient.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "HS256", "HS384", "EdDSA", "rs384", "", "RS1"})
    void knowsNoAlgorithmButTheAsymmetricOnes(String alg) {
        org.assertj.core.api.Assertions.assertThat(SigningAlgorithm.named(alg)).isEmpty();
    }

    private static void refuses(String header, String claims, String rule) {
        assertThatThrownBy(() -> check(header, claims)).isInstanceOf(InvalidClient.class).hasMessageContaining(rule);
    }

    private static void check(String header, String claims) throws InvalidClient {
        AssertionRules.check(ClientAssertion.read(part(header) + "." + part(claims) + ".AA"),
                new AssertionRules.Expected("app", Set.of("T", "I"), "https://app/jwks", 1000));
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
