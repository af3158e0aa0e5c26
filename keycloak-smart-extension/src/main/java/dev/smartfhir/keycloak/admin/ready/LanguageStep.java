package dev.smartfhir.keycloak.admin.ready;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.RealmModel;

/** Users read the pages in their own language; a realm that offers languages already keeps those. */
final class LanguageStep implements Step {

    @Override
    public Stream<PlannedChange> plan(PreparedRealm prepared) {
        RealmModel realm = prepared.realm();
        if (realm.isInternationalizationEnabled()) {
            return Stream.empty();
        }
        Set<String> known = realm.getSupportedLocalesStream().collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> locales = new LinkedHashSet<>(known);
        locales.addAll(prepared.shipped().realm().getSupportedLocales());
        String standard = realm.getDefaultLocale() == null
                ? prepared.shipped().realm().getDefaultLocale() : realm.getDefaultLocale();
        return Stream.of(prepared.setting("internationalizationEnabled", "false", "true, with "
                        + String.join(" ", locales), "So that users understand what they consent to.", () -> {
                    realm.setInternationalizationEnabled(true);
                    realm.setSupportedLocales(locales);
                    realm.setDefaultLocale(standard);
                }));
    }
}
