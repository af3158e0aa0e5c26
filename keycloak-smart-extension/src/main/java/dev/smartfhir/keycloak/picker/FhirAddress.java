package dev.smartfhir.keycloak.picker;

import dev.smartfhir.keycloak.audience.FhirBaseUrl;
import dev.smartfhir.keycloak.audience.FhirBases;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.RealmModel;

/**
 * Where this server reaches a FHIR server, which may be another address than the one that clients use: the realm
 * attribute {@value #INTERNAL_ATTRIBUTE} lists such addresses in the order of {@code smart.fhir-bases}.
 *
 * @param published the FHIR base as clients know it
 * @param reached the FHIR base as this server reaches it
 */
record FhirAddress(FhirBaseUrl published, FhirBaseUrl reached) {

    static final String INTERNAL_ATTRIBUTE = "smart.fhir-bases.internal";

    private static final int LONGEST_LINK = 2_000;

    /** @throws DirectoryUnavailable if the realm does not say unmistakably where the server is reached */
    static FhirAddress of(RealmModel realm, String fhirBase) throws DirectoryUnavailable {
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

    URI patientSearch() {
        return URI.create(reached.compared() + "/Patient/_search");
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
