package dev.smartfhir.keycloak.picker.linked;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidityPeriodTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Twenty o'clock of 15 March in Taipei. */
    private static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{}|true", "{'start':'2026'}|true", "{'start':'2026-03','end':'2026-03'}|true",
        "{'start':'2026-03-15','end':'2026-03-15'}|true", "{'start':'2026-03-15T20:00:00+08:00'}|true",
        "{'end':'2026-03-15T20:00:00+08:00'}|true", "{'start':'2025-01-01','end':'2026'}|true",
        "{'start':'2027'}|false", "{'start':'2026-04'}|false", "{'start':'2026-03-16'}|false",
        "{'start':'2026-03-15T20:00:01+08:00'}|false", "{'end':'2025'}|false", "{'end':'2026-02'}|false",
        "{'end':'2026-03-14'}|false", "{'end':'2026-03-15T19:59:58+08:00'}|false",
        "{'start':'soon'}|false", "{'end':7}|false", "{'end':null}|false", "{'start':'2026-13'}|false",
        "{'end':'2099-12-31x'}|false", "[]|false", "null|false", "'2026'|false"})
    void coversAMomentBetweenItsEnds(String period, boolean covers) throws JsonProcessingException {
        assertThat(ValidityPeriod.covers(JSON.readTree(period.replace('\'', '"')), NOW, ZoneId.of("Asia/Taipei")))
                .isEqualTo(covers);
    }

    @ParameterizedTest
    @CsvSource({"Asia/Taipei, 2026-03-15, true", "Asia/Taipei, 2026-03-14, false", "America/New_York, 2026-03-14, false",
        "Pacific/Kiritimati, 2026-03-15, false"})
    void aDateEndsWithItsDayHere(String zone, String end, boolean covers) throws JsonProcessingException {
        assertThat(ValidityPeriod.covers(JSON.readTree("{\"end\":\"" + end + "\"}"), NOW, ZoneId.of(zone)))
                .isEqualTo(covers);
    }
}
