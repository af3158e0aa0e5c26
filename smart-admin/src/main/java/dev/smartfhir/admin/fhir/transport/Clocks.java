package dev.smartfhir.admin.fhir.transport;

import dev.smartfhir.admin.fhir.examination.Address;
import dev.smartfhir.admin.fhir.examination.Check;
import dev.smartfhir.admin.fhir.examination.FhirServer;
import dev.smartfhir.admin.fhir.examination.Findings;
import dev.smartfhir.admin.http.AdminAnswer;
import dev.smartfhir.admin.http.ServerUnreachable;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * Do the clocks of the FHIR server, its issuer and this machine agree, as far as answers carry a {@code Date}?
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1">RFC 9110, section 6.6.1</a>
 */
public final class Clocks implements Check {

    /** As far as the FHIR server lets clocks differ by default ({@code smart.clock-skew}), and a second of rounding. */
    private static final Duration MOST = Duration.ofSeconds(6);

    private final Clock clock;

    /** Compares with the given clock. */
    public Clocks(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void examine(FhirServer server, Findings findings) throws ServerUnreachable {
        Optional<Duration> fhir = ahead(server, server.base().resolve("/"), findings);
        Optional<URI> issuer = server.configured("issuer").flatMap(Address::parse);
        Optional<Duration> other = issuer.isPresent() ? ahead(server, issuer.get(), findings) : Optional.empty();
        if (fhir.isPresent() && other.isPresent() && isFar(fhir.get().minus(other.get()))) {
            findings.error(server.base(), "clocks-apart", "The clocks of the FHIR server and its issuer are "
                    + fhir.get().minus(other.get()).abs().toSeconds() + " s apart, so that good tokens are refused or"
                    + " expired ones live on.", "Have both servers keep time by NTP.");
        }
    }

    private Optional<Duration> ahead(FhirServer server, URI address, Findings findings) throws ServerUnreachable {
        Instant asked = clock.instant();
        AdminAnswer answer = server.http().get(address, Map.of());
        Instant middle = asked.plus(Duration.between(asked, clock.instant()).dividedBy(2));
        Optional<Duration> ahead = date(answer).map(date -> Duration.between(middle, date));
        if (ahead.isPresent() && isFar(ahead.get())) {
            findings.warning(address, "clock", "Its clock and this machine's are " + ahead.get().abs().toSeconds()
                    + " s apart.", "Have both keep time by NTP; if only one of the two servers is named, it is that one.");
        } else if (ahead.isPresent()) {
            findings.fine(address, "clock", "Its clock agrees with this machine's.");
        }
        return ahead;
    }

    private static boolean isFar(Duration apart) {
        return apart.abs().compareTo(MOST) > 0;
    }

    private static Optional<Instant> date(AdminAnswer answer) {
        try {
            return Optional.ofNullable(answer.header("Date"))
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
