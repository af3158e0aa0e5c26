package dev.smartfhir.scopes;

import java.util.Optional;

/**
 * A scope that is one fixed word: identity and refresh (SMART App Launch 2.2, sections "Scopes for requesting identity
 * data" and "Scopes for requesting a refresh token").
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#scopes-for-requesting-identity-data">
 *      SMART App Launch 2.2, Scopes for requesting identity data</a>
 */
public enum NamedScope implements Scope {

    OPENID("openid"),
    FHIR_USER("fhirUser"),
    PROFILE("profile"),
    OFFLINE_ACCESS("offline_access"),
    ONLINE_ACCESS("online_access");

    private final String text;

    NamedScope(String text) {
        this.text = text;
    }

    static Optional<NamedScope> ofText(String text) {
        for (NamedScope scope : values()) {
            if (scope.text.equals(text)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public NamedScope canonical() {
        return this;
    }

    @Override
    public boolean covers(Scope other) {
        return this == other;
    }

    @Override
    public Optional<NamedScope> intersect(Scope other) {
        return this == other ? Optional.of(this) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
