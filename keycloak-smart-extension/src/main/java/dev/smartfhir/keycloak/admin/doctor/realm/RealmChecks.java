package dev.smartfhir.keycloak.admin.doctor.realm;

import dev.smartfhir.keycloak.admin.doctor.RealmCheck;
import java.time.Instant;
import java.util.List;
import org.keycloak.common.util.Time;

/** Every question about a realm. */
public final class RealmChecks {

    private static final List<RealmCheck> ALL = List.of(
            new SeamsAreLive(),
            new RealmIsEnabled(),
            new TlsIsRequired(),
            new IssuerIsSecure(),
            new FhirBasesAreNamed(),
            new InternalAddressesFit(),
            new FhirServersAnswer(),
            new FhirServersNameThisRealm(),
            new ClocksAgree(RealmChecks::now),
            new TokensAreSignedAsymmetrically(),
            new KeysAreSound(RealmChecks::now),
            new KeysAuthenticateClients(),
            new PoliciesLetSmartSign(),
            new BasicScopeIsThere(),
            new CeilingsCanBeRead(),
            new NewClientsAreNotSmart(),
            new FhirUserIsAdministered(),
            new FhirUserIsDeclared(),
            new UsersOfAppsAreKnown(),
            new RequiredActionsAsk(),
            new LaunchLifetimeIsRead(),
            new LaunchRoleIsThere(),
            new RefreshTokensAreUsedUp(),
            new OfflineAccessEnds(),
            new StrangersCannotRegister(),
            new RegistrationListIsSound(),
            new BruteForceIsDetected(),
            new EventsAreSaved());

    private RealmChecks() {
    }

    /** In the order in which they are asked: what breaks everything first. */
    public static List<RealmCheck> all() {
        return ALL;
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Time.currentTimeMillis());
    }
}
