package dev.smartfhir.sandbox;

import dev.smartfhir.sandbox.webapps.AppServer;
import dev.smartfhir.sandbox.webapps.WebApps;
import java.nio.file.Path;

/** What a newcomer is told when everything is up. */
final class Summary {

    private Summary() {
    }

    static String of(SandboxSettings settings) {
        Path keys = settings.state().resolve("keys");
        return """

                The sandbox is ready.

                  FHIR base               %1$s
                  SMART discovery         %1$s/.well-known/smart-configuration
                  Authorization server    %2$s
                  Keycloak's console      %3$s/admin/  (admin / admin, realm smart)
                  Sandbox pages           %5$s
                  EHR simulator           %5$sehr
                  Demo app                %5$sapp
                %6$s

                Users (the password is the user name)

                  oncologist              Practitioner/demo-oncologist
                  pharmacist              Practitioner/demo-pharmacist
                  case-manager            Practitioner/demo-case-manager
                  patient                 Patient/demo-patient-a1
                  relative                RelatedPerson/demo-relative
                  guardian                Person/demo-guardian

                Demo clients (private keys in %4$s)

                  hospital-a-his          RS384   system/Bundle.crs system/ClaimResponse.rs, own institution only
                  hospital-b-his          ES384   system/Bundle.crs system/ClaimResponse.rs, own institution only
                  nhi-reviewer            RS384   system/ClaimResponse.cruds, and reads Bundles and claims
                  sandbox-loader          ES384   system/*.cu, and SearchParameter; loads the demo data
                  ehr-simulator           secret  registers launches
                  demo-app                public  patient/*.rs user/*.rs and launch scopes; with a secret
                                                  demo-app-confidential, with a key demo-app-asymmetric
                  prior-authorization     public  patient/Claim.rs patient/ClaimResponse.rs, launched from the EHR; with
                                                  a key prior-authorization-server
                  work-list               public  user/ClaimResponse.rs and user/Claim.rs of the first hospital
                  plain-app               public  patient/*.rs, with consent
                  resource-server         secret  __introspect

                Try

                  %5$sehr                        launches the app from an EHR
                  %5$sapp/standalone             launches the app standalone
                  ./sandbox/demo                             plays hospital A's system, request by request
                  curl -i %1$s/metadata
                  curl -i %1$s/Patient      refused: 401, there is no token

                Ctrl-C ends everything.
                """.formatted(settings.fhirBase(), settings.issuer(), settings.keycloak(), keys,
                        settings.demoPages(), apps(settings));
    }

    private static String apps(SandboxSettings settings) {
        if (!AppServer.canRun(settings)) {
            return "\n" + WebApps.MISSING;
        }
        return """
                  Work list               %1$sapps/work-list/launch.html
                  Plain app               %1$sapps/plain/launch.html?iss=%2$s
                  App on a server         %3$s
                """.formatted(settings.demoPages(), settings.fhirBase(), settings.appServer()).stripTrailing();
    }
}
