package dev.smartfhir.hapi.config;

/**
 * A {@code smart.} property is missing, unknown or wrong, so that the server must not start.
 */
public final class InvalidSmartProperty extends IllegalStateException {

    private final String property;
    private final String reason;

    /**
     * Names the property and says what is wrong with it.
     *
     * @param property the full name, such as {@code smart.issuers[0].max-scopes}
     * @param reason what is wrong and what would be right, without the value of a secret
     */
    public InvalidSmartProperty(String property, String reason) {
        super(property + ": " + reason);
        this.property = property;
        this.reason = reason;
    }

    /**
     * The full name of the property.
     */
    public String property() {
        return property;
    }

    /**
     * What is wrong with it.
     */
    public String reason() {
        return reason;
    }
}
