package dev.smartfhir.keycloak.audience;

import dev.smartfhir.keycloak.grant.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/**
 * The FHIR servers that a realm issues tokens for, one of which is the only audience of a token (D-15). The realm
 * attribute {@value #REALM_ATTRIBUTE} lists them, separated by spaces; the client attribute {@value #CLIENT_ATTRIBUTE}
 * holds a client to one of them; the request parameter {@code resource} picks one where several are left.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8707.html#section-2">RFC 8707, section 2</a>
 */
public final class FhirBases {

    public static final String REALM_ATTRIBUTE = "smart.fhir-bases";
    public static final String CLIENT_ATTRIBUTE = "smart.fhir-base";

    private final List<FhirBaseUrl> bases;

    private FhirBases(List<FhirBaseUrl> bases) {
        this.bases = bases;
    }

    /**
     * Reads the realm's FHIR bases.
     *
     * @throws Refusal {@code invalid_target} if there is none, or one is no absolute http(s) URL
     */
    public static FhirBases of(RealmModel realm) {
        return read(realm.getAttribute(REALM_ATTRIBUTE));
    }

    static FhirBases read(String attribute) {
        List<FhirBaseUrl> bases = words(attribute).map(text -> FhirBaseUrl.read(text).orElseThrow(() ->
                Refusal.invalidTarget("The realm attribute " + REALM_ATTRIBUTE + " holds something that is no "
                        + "absolute http(s) URL, so no SMART scope can be granted"))).toList();
        if (bases.isEmpty()) {
            throw Refusal.invalidTarget("The realm attribute " + REALM_ATTRIBUTE + " names no FHIR server, so no SMART "
                    + "scope can be granted");
        }
        return new FhirBases(bases);
    }

    /**
     * The one audience of a token, as the realm writes it.
     *
     * @param resource the request parameter, or {@code null}
     * @throws Refusal {@code invalid_target} if none is left, or more than one
     */
    public String audienceFor(ClientModel client, String resource) {
        return audienceFor(client.getAttribute(CLIENT_ATTRIBUTE), resource);
    }

    /**
     * The FHIR server that a URL names, as the realm writes it (D-16); empty if this client may not ask for it.
     *
     * @throws Refusal {@code invalid_target} if the client's own base is none of the realm's
     */
    public Optional<String> named(ClientModel client, String url) {
        return named(allowed(client.getAttribute(CLIENT_ATTRIBUTE)), url);
    }

    String audienceFor(String clientBase, String resource) {
        List<FhirBaseUrl> allowed = allowed(clientBase);
        if (resource != null) {
            return named(allowed, resource).orElseThrow(() -> Refusal.invalidTarget("The parameter resource is no "
                    + "FHIR server that this client may ask for"));
        }
        if (allowed.size() > 1) {
            throw Refusal.invalidTarget("This realm serves several FHIR servers: say with the parameter resource "
                    + "which one the token is for");
        }
        return allowed.get(0).configured();
    }

    /** Whether the realm issues tokens for this FHIR server. */
    public boolean has(FhirBaseUrl url) {
        return bases.stream().anyMatch(url::isSameAs);
    }

    private List<FhirBaseUrl> allowed(String clientBase) {
        List<FhirBaseUrl> allowed = clientBase == null || clientBase.isBlank() ? bases : same(clientBase.strip());
        if (allowed.isEmpty()) {
            throw Refusal.invalidTarget("The client attribute " + CLIENT_ATTRIBUTE + " is none of the FHIR servers in "
                    + "the realm attribute " + REALM_ATTRIBUTE);
        }
        return allowed;
    }

    private static Optional<String> named(List<FhirBaseUrl> allowed, String url) {
        return allowed.stream().filter(base -> isSame(base, url)).findFirst().map(FhirBaseUrl::configured);
    }

    private List<FhirBaseUrl> same(String text) {
        return bases.stream().filter(base -> isSame(base, text)).limit(1).toList();
    }

    private static boolean isSame(FhirBaseUrl base, String text) {
        return FhirBaseUrl.read(text).filter(base::isSameAs).isPresent();
    }

    private static Stream<String> words(String attribute) {
        return Optional.ofNullable(attribute).stream().flatMap(text -> Stream.of(text.strip().split("\\s+")))
                .filter(word -> !word.isEmpty());
    }
}
