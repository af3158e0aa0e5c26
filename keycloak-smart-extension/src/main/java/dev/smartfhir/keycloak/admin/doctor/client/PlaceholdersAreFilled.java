package dev.smartfhir.keycloak.admin.doctor.client;

import dev.smartfhir.keycloak.admin.doctor.ClientCheck;
import dev.smartfhir.keycloak.admin.doctor.ExaminedClient;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.ceiling.AttributeValues;
import dev.smartfhir.keycloak.ceiling.Ceiling;
import dev.smartfhir.keycloak.identity.AdministeredAttributes;
import java.util.stream.Stream;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.userprofile.UserProfileProvider;

/** Can the placeholders of its ceilings be filled? */
final class PlaceholdersAreFilled implements ClientCheck {

    @Override
    public String code() {
        return "client-placeholder";
    }

    @Override
    public Stream<Problem> problems(ExaminedClient examined) {
        UPConfig profile = examined.session().getProvider(UserProfileProvider.class).getConfiguration();
        AttributeValues attributes = new AttributeValues(examined.client()::getAttribute, name -> Stream.of("any"),
                name -> AdministeredAttributes.isWritableByUsers(profile, name));
        return examined.assigned().ceilings().flatMap(scope -> Ceiling.read(scope.getName()).stream())
                .flatMap(ceiling -> ceiling.unfilled(attributes).stream().map(reason -> Problem.error("Its ceiling "
                        + ceiling.scope().text() + " grants nothing: " + reason + ".",
                        "Set the attribute, as an administrator and nobody else can.")));
    }
}
