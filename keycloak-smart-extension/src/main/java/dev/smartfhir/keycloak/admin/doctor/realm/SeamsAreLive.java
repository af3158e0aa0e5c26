package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import dev.smartfhir.keycloak.startup.Seams;
import java.util.stream.Stream;

/** Does this module stand everywhere where it must? */
final class SeamsAreLive implements RealmCheck {

    @Override
    public String code() {
        return "seams-live";
    }

    @Override
    public String fine() {
        return "Every seam of this module is live.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        return Seams.broken(examined.session().getKeycloakSessionFactory()).stream().map(seam -> Problem.error(
                "A seam of this module is not live, so SMART clients get no token: " + seam + ".",
                "Take the setting or the other extension away that took its place, and restart Keycloak."));
    }
}
