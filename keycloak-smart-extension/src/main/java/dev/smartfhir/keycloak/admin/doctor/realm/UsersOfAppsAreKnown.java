package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedClient;
import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import dev.smartfhir.keycloak.identity.FhirUser;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

/** Do the users who are logged in to apps now have a fhirUser? */
final class UsersOfAppsAreKnown implements RealmCheck {

    private static final int MOST = 100;

    @Override
    public String code() {
        return "fhir-user-missing";
    }

    @Override
    public boolean applies(ExaminedRealm examined) {
        return examined.hasApps();
    }

    @Override
    public String fine() {
        return "Nobody who is logged in to a SMART app now lacks a fhirUser.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        List<UserModel> users = examined.clients().stream().filter(ExaminedClient::isApp)
                .flatMap(app -> examined.session().sessions().getUserSessionsStream(examined.realm(), app.client(),
                        0, MOST))
                .limit(MOST).map(UserSessionModel::getUser).filter(user -> user != null).distinct().toList();
        long unknown = users.stream().filter(user -> user.getFirstAttribute(FhirUser.ATTRIBUTE) == null).count();
        return Problem.onlyIf(unknown > 0, Problem.warning("Of " + users.size() + " users who are logged in to SMART "
                + "apps "
                + "now, " + unknown + " have no " + FhirUser.ATTRIBUTE + ": they get no user/ scope and pick no "
                + "patient.",
                "Give each user the attribute " + FhirUser.ATTRIBUTE + ", such as Practitioner/123."));
    }
}
