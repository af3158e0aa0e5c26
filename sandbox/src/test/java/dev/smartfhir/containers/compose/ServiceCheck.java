package dev.smartfhir.containers.compose;

import com.fasterxml.jackson.databind.JsonNode;
import dev.smartfhir.containers.ContainerFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Every service is watched, bounded and without privileges, and is in the networks that it needs only. */
public final class ServiceCheck {

    private static final Set<String> FORBIDDEN =
            Set.of("privileged", "cap_add", "devices", "network_mode", "pid", "ipc", "userns_mode", "env_file");

    private ServiceCheck() {
    }

    public static List<String> faults(ContainerFiles files) {
        List<String> faults = new ArrayList<>();
        for (ComposeFile variant : files.variants()) {
            variant.services().forEach((name, service) ->
                    service(service).forEach(fault -> faults.add(variant.name() + ": " + name + " " + fault)));
            databases(variant).forEach(fault -> faults.add(variant.name() + ": " + fault));
        }
        return faults;
    }

    private static List<String> service(JsonNode service) {
        List<String> faults = new ArrayList<>();
        require(faults, service.at("/healthcheck/test").size() > 1
                && service.at("/healthcheck/test/0").asText().equals("CMD"), "has no health check of the form CMD");
        for (String member : List.of("interval", "timeout", "retries", "start_period")) {
            require(faults, service.path("healthcheck").has(member), "has a health check without " + member);
        }
        require(faults, service.path("user").asText().matches("[1-9]\\d*:\\d+"), "runs as root or as a named user");
        require(faults, service.path("cap_drop").toString().equals("[\"ALL\"]"), "keeps capabilities");
        require(faults, service.path("security_opt").toString().contains("no-new-privileges:true"),
                "may gain privileges");
        require(faults, service.path("read_only").asBoolean(), "may write into its image");
        require(faults, service.has("mem_limit") && service.has("pids_limit"), "has no limits");
        FORBIDDEN.stream().filter(service::has).forEach(member -> faults.add("has " + member));
        for (JsonNode volume : service.path("volumes")) {
            boolean named = volume.asText().matches("\\w+:/.*");
            require(faults, named || volume.path("read_only").asBoolean(), "may write to " + volume);
        }
        for (JsonNode port : service.path("ports")) {
            require(faults, port.asText().startsWith("127.0.0.1:") || port.asText().matches("(443:443|80:80)"),
                    "publishes " + port);
        }
        service.path("depends_on").properties().forEach(one -> require(faults,
                one.getValue().path("condition").asText().equals("service_healthy"),
                "does not wait until " + one.getKey() + " is healthy"));
        return faults;
    }

    /** The database shares each of its networks with one server, and no network that leads out. */
    private static List<String> databases(ComposeFile variant) {
        List<String> faults = new ArrayList<>();
        Map<String, JsonNode> services = variant.services();
        JsonNode database = services.get("database");
        require(faults, !database.has("ports"), "the database is published");
        for (String network : ComposeFile.networks(database)) {
            require(faults, variant.tree().at("/networks/" + network + "/internal").asBoolean(),
                    network + " leads out");
            long members = services.values().stream()
                    .filter(service -> ComposeFile.networks(service).contains(network)).count();
            require(faults, members == 2, network + " has " + members + " services");
        }
        services.forEach((name, service) -> ComposeFile.networks(service).stream()
                .filter(network -> !has(variant.tree().path("networks"), network))
                .forEach(network -> faults.add(name + " is in a network that is not declared: " + network)));
        return faults;
    }

    private static boolean has(JsonNode map, String name) {
        return StreamSupport.stream(((Iterable<String>) map::fieldNames).spliterator(), false).anyMatch(name::equals);
    }

    private static void require(List<String> faults, boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }
}
