package dev.smartfhir.scopes;

import java.util.Locale;
import java.util.Optional;

/**
 * A request for launch context: {@code launch}, or {@code launch/} and a resource type in lower case, which may carry
 * {@code ?role=} and one role (CTX-01 to CTX-06).
 *
 * @param resourceType the FHIR type asked for, as FHIR writes it; empty for plain {@code launch}
 * @param encodedRole  the role, percent-encoded as in the scope; empty where none is asked
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#scopes-for-requesting-context-data">
 *      SMART App Launch 2.2, Scopes for requesting context data</a>
 */
public record LaunchScope(Optional<String> resourceType, Optional<String> encodedRole) implements Scope {

    /** {@code launch}: the existing context of an EHR launch. */
    public static final LaunchScope EHR = new LaunchScope(Optional.empty(), Optional.empty());
    /** {@code launch/patient}. */
    public static final LaunchScope PATIENT = new LaunchScope(Optional.of("Patient"), Optional.empty());
    /** {@code launch/encounter}. */
    public static final LaunchScope ENCOUNTER = new LaunchScope(Optional.of("Encounter"), Optional.empty());

    /** The role, decoded. */
    public Optional<String> role() {
        return encodedRole.flatMap(ScopeToken::decode);
    }

    @Override
    public String text() {
        return "launch" + resourceType.map(type -> "/" + type.toLowerCase(Locale.ROOT)).orElse("")
                + encodedRole.map(role -> "?role=" + role).orElse("");
    }

    @Override
    public LaunchScope canonical() {
        return new LaunchScope(resourceType, role().map(ScopeToken::encode));
    }

    /** {@inheritDoc} Without a role it covers every role of its type. */
    @Override
    public boolean covers(Scope other) {
        return other instanceof LaunchScope that
                && resourceType.equals(that.resourceType)
                && (encodedRole.isEmpty() || role().equals(that.role()));
    }

    @Override
    public Optional<LaunchScope> intersect(Scope other) {
        if (other.covers(this)) {
            return Optional.of(this);
        }
        return covers(other) ? Optional.of((LaunchScope) other) : Optional.empty();
    }

    @Override
    public String toString() {
        return text();
    }
}
