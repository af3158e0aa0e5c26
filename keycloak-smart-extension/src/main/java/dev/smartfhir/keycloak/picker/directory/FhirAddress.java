package dev.smartfhir.keycloak.picker.directory;

import dev.smartfhir.keycloak.audience.FhirBaseUrl;
import dev.smartfhir.keycloak.audience.FhirBases;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.keycloak.models.RealmModel;

/**
 * Where this server reaches a FHIR server, which may be another address than the one that clients use: the realm
 * attribute {@value #INTERNAL_ATTRIBUTE} lists such addresses in the order of {@code smart.fhir-bases}.
 *
 * @param published the FHIR base as clients know it
 * @param reached the FHIR base as this server reaches it
 */
public record FhirAddress(FhirBaseUrl published, FhirBaseUrl reached) {

    public static final String INTERNAL_ATTRIBUTE = "smart.fhir-bases.internal";

    private static final int LONGEST_LINK = 2_000;
    private static final Pattern REFERENCE = Pattern.compile("([A-Za-z]+)/([A-Za-z0-9.-]{1,64})(/_history/[^/?]+)?");

    /** @throws DirectoryUnavailable if the realm does not say unmistakably where the server is reached */
    public static FhirAddress of(RealmModel realm, String fhirBase) throws DirectoryUnavailable {
        return of(realm.getAttribute(FhirBases.REALM_ATTRIBUTE), realm.getAttribute(INTERNAL_ATTRIBUTE), fhirBase);
    }

    static FhirAddress of(String bases, String internal, String fhirBase) throws DirectoryUnavailable {
        List<String> published = words(bases);
        List<String> reached = words(internal).isEmpty() ? published : words(internal);
        int index = published.indexOf(fhirBase);
        if (index < 0 || reached.size() != published.size()) {
            throw new DirectoryUnavailable("the realm attribute " + INTERNAL_ATTRIBUTE
                    + " does not hold one URL for each of " + FhirBases.REALM_ATTRIBUTE);
        }
        return new FhirAddress(
                FhirBaseUrl.read(fhirBase).orElseThrow(() -> new DirectoryUnavailable("the FHIR base is no URL")),
                FhirBaseUrl.read(reached.get(index)).orElseThrow(() ->
                        new DirectoryUnavailable("the realm attribute " + INTERNAL_ATTRIBUTE + " holds no URL")));
    }

    URI search(String type) {
        return URI.create(reached.compared() + "/" + type + "/_search");
    }

    URI resource(String type, String id) {
        return URI.create(reached.compared() + "/" + type + "/" + id);
    }

    /** The id of the resource of a type on this FHIR server that a reference names; empty if it names another. */
    public Optional<String> idOf(String type, String reference) {
        return Stream.concat(Stream.of(reference), Stream.of(published, reached)
                        .flatMap(base -> below(base, reference).stream()).filter(rest -> rest.startsWith("/"))
                        .map(rest -> rest.substring(1)))
                .map(REFERENCE::matcher).filter(known -> known.matches() && known.group(1).equals(type))
                .map(known -> known.group(2)).findFirst();
    }

    /** Where a link of the FHIR server leads, as this server reaches it; empty if it leads elsewhere. */
    Optional<URI> follow(String link) {
        if (link.length() > LONGEST_LINK) {
            return Optional.empty();
        }
        return Stream.of(published, reached).flatMap(base -> below(base, link).stream()).findFirst()
                .map(rest -> URI.create(reached.compared() + rest));
    }

    private static Optional<String> below(FhirBaseUrl base, String link) {
        try {
            URI uri = new URI(link);
            String path = uri.getRawPath();
            if (path == null || uri.getRawFragment() != null || uri.getRawUserInfo() != null || climbs(path)) {
                return Optional.empty();
            }
            String basePath = URI.create(base.compared()).getRawPath();
            String rest = path.startsWith(basePath) ? path.substring(basePath.length()) : "?";
            URI itsBase = new URI(uri.getScheme(), uri.getRawAuthority(), basePath, null, null);
            boolean below = (rest.isEmpty() || rest.startsWith("/"))
                    && FhirBaseUrl.read(itsBase.toString()).filter(base::isSameAs).isPresent();
            return below ? Optional.of(rest + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()))
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean climbs(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return Stream.of("..", "%2e", "%2f", "%5c", "//", "/./").anyMatch(lower::contains);
    }

    private static List<String> words(String attribute) {
        return attribute == null ? List.of()
                : Stream.of(attribute.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }
}
