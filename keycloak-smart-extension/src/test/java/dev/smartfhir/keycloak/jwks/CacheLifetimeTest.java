package dev.smartfhir.keycloak.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheLifetimeTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "no-store; ; 0",
        "no-cache; ; 0",
        "NO-CACHE=\"set-cookie\"; ; 0",
        "max-age=600, no-store; ; 0",
        "max-age=0, must-revalidate; ; 0",
        "max-age=nonsense; ; 0",
        "max-age=-5; ; 0",
        "max-age; ; 0",
        "max-age=600; 600; 0",
        "max-age=600; 9999999999; 0",
        "max-age=600; nonsense; 0",
        "max-age=600; ; 600",
        "max-age=\"600\"; ; 600",
        "Public, MAX-AGE = 600; ; 600",
        "max-age=600; 200; 400",
        "max-age=600, max-age=30; ; 30",
        "s-maxage=600; ; 60",
        "private; ; 60",
        "max-age=86400; ; 3600",
        "max-age=99999999999999999999; ; 3600"})
    void neverKeepsAKeySetLongerThanItsServerAllows(String cacheControl, String age, long seconds) {
        assertThat(CacheLifetime.seconds(List.of(cacheControl), age)).isEqualTo(seconds);
    }

    @Test
    void keepsAKeySetForAMinuteWhereNothingIsSaid() {
        assertThat(CacheLifetime.seconds(List.of(), null)).isEqualTo(60);
    }

    @Test
    void readsSeveralHeadersAsOne() {
        assertThat(CacheLifetime.seconds(List.of("max-age=600", "no-store"), null)).isZero();
    }
}
