package dev.smartfhir.keycloak.admin.doctor.client;

import dev.smartfhir.keycloak.admin.doctor.ClientCheck;
import dev.smartfhir.keycloak.admin.doctor.ExaminedClient;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import java.util.stream.Stream;

/** May scripts of any site use its tokens? */
final class OriginsAreExact implements ClientCheck {

    @Override
    public String code() {
        return "client-web-origins";
    }

    @Override
    public Stream<Problem> problems(ExaminedClient examined) {
        return Problem.onlyIf(examined.client().getWebOrigins().contains("*"), Problem.warning(
                "Its web origins are *: scripts of every site may call Keycloak as this app.",
                "Write + , or each origin."));
    }
}
