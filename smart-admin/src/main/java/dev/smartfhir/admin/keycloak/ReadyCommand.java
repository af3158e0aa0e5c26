package dev.smartfhir.admin.keycloak;

import dev.smartfhir.admin.report.JsonReport;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code keycloak ready}: shows what would make a realm SMART-ready, and makes it so with {@code --apply}. */
@Command(name = "ready", mixinStandardHelpOptions = true,
        description = "Shows what would make a realm SMART-ready; changes it only with --apply.")
final class ReadyCommand implements Callable<Integer> {

    @Mixin
    private ServerOptions options;

    @Option(names = "--fhir-base", paramLabel = "URL",
            description = "Base URL of the FHIR server; repeat it for several. Needed where the realm names none yet.")
    private List<URI> fhirBases = List.of();

    @Option(names = "--registration",
            description = "Lets apps register themselves, with an initial access token, for patients' data.")
    private boolean registration;

    @Option(names = "--apply", description = "Makes the changes.")
    private boolean apply;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Attempt.at(spec, out -> {
            SmartAdminApi keycloak = SmartAdminApi.of(options);
            List<Change> changes = keycloak.changes(query());
            if (!options.json()) {
                changes.forEach(change -> out.print(change.text()));
                out.flush();
            }
            List<Change> made = apply && !changes.isEmpty() ? keycloak.apply(query()) : List.of();
            out.print(options.json()
                    ? JsonReport.write(Map.of("applied", apply, "changes", apply ? made : changes))
                    : summary(changes, made) + System.lineSeparator());
            return 0;
        });
    }

    private String summary(List<Change> changes, List<Change> made) {
        String realm = "The realm " + options.realm();
        if (changes.isEmpty()) {
            return realm + " is SMART-ready; nothing was changed.";
        }
        return apply ? realm + " is SMART-ready; " + made.size() + " changes were made."
                : changes.size() + " changes would make it SMART-ready; nothing was changed. Add --apply to make them.";
    }

    private String query() {
        return Stream.concat(fhirBases.stream().map(base -> "fhir-base=" + SmartAdminApi.encode(base.toString())),
                        registration ? Stream.of("registration=true") : Stream.empty())
                .collect(Collectors.collectingAndThen(Collectors.joining("&"),
                        query -> query.isEmpty() ? "" : "?" + query));
    }
}
