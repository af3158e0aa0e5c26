package dev.smartfhir.keycloak.admin.ready;

import dev.smartfhir.keycloak.audience.FhirBaseUrl;
import dev.smartfhir.keycloak.audience.FhirBases;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The realm names the FHIR servers that its tokens are for; those that it names already stay, in their order. */
final class FhirBaseStep implements Step {

    @Override
    public Stream<PlannedChange> plan(PreparedRealm prepared) {
        String attribute = prepared.realm().getAttribute(FhirBases.REALM_ATTRIBUTE);
        String before = attribute == null ? "" : attribute.strip();
        List<String> bases = new ArrayList<>(
                Stream.of(before.split("\\s+")).filter(word -> !word.isEmpty()).toList());
        prepared.wanted().fhirBases().stream().filter(base -> bases.stream().noneMatch(known -> areSame(known, base)))
                .forEach(bases::add);
        String after = String.join(" ", bases);
        return String.join(" ", before.split("\\s+")).equals(after) ? Stream.empty()
                : Stream.of(prepared.setting(FhirBases.REALM_ATTRIBUTE, before, after,
                        "So that tokens are for these FHIR servers and no others.",
                        () -> prepared.realm().setAttribute(FhirBases.REALM_ATTRIBUTE, after)));
    }

    private static boolean areSame(String one, String other) {
        return FhirBaseUrl.read(one).flatMap(url -> FhirBaseUrl.read(other).filter(url::isSameAs)).isPresent();
    }
}
