package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import org.keycloak.services.Urls;
import org.keycloak.urls.UrlType;

/** The issuer that stands in the realm's tokens, as users and apps reach this server. */
final class Issuer {

    private Issuer() {
    }

    static String of(ExaminedRealm examined) {
        return Urls.realmIssuer(examined.session().getContext().getUri(UrlType.FRONTEND).getBaseUri(),
                examined.realm().getName());
    }
}
