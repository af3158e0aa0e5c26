package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.ExaminedRealm;
import dev.smartfhir.keycloak.admin.doctor.Problem;
import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import java.util.stream.Stream;

/** Is a stolen refresh token noticed? */
final class RefreshTokensAreUsedUp implements RealmCheck {

    @Override
    public String code() {
        return "refresh-reuse";
    }

    @Override
    public String fine() {
        return "Refresh tokens are used up by use.";
    }

    @Override
    public Stream<Problem> problems(ExaminedRealm examined) {
        return Problem.onlyIf(!examined.realm().isRevokeRefreshToken()
                || examined.realm().getRefreshTokenMaxReuse() > 0,
                Problem.warning("Refresh tokens may be used more than once, so that a stolen one is not noticed.",
                        "Switch on Revoke refresh token, with a reuse count of 0, in Realm settings, Tokens."));
    }
}
