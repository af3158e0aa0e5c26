package dev.smartfhir.endtoend.trial;

import java.util.List;
import java.util.stream.Stream;

/** What clients send to a server, each round with ids of its own: reads, searches, writes, bundles and mistakes. */
final class LiveTraffic {

    private static final String JSON_PATCH = "application/json-patch+json";

    private LiveTraffic() {
    }

    static List<Exchange> round(String r) {
        return Stream.of(writes(r), reads(r), bundles(r), mistakes(r), ends(r)).flatMap(List::stream).toList();
    }

    private static List<Exchange> writes(String r) {
        return List.of(
                put("Patient", r + "a", "\"name\":[{\"family\":\"Chen\"}],\"birthDate\":\"1970-01-01\""),
                put("Patient", r + "b", "\"name\":[{\"family\":\"Lin\"}]"),
                put("Observation", r + "oa", observation(r + "a")),
                put("Observation", r + "ob", observation(r + "b")),
                Exchange.of("POST", "/Observation", resource("Observation", observation(r + "a"))),
                Exchange.of("POST", "/Patient", resource("Patient", "\"identifier\":[{\"system\":\"urn:x\",\"value\":\""
                        + r + "\"}]")).with("If-None-Exist", "identifier=urn:x|" + r),
                Exchange.of("POST", "/Patient", resource("Patient", "\"identifier\":[{\"system\":\"urn:x\",\"value\":\""
                        + r + "\"}]")).with("If-None-Exist", "identifier=urn:x|" + r),
                Exchange.of("PUT", "/Patient?identifier=urn:x|".replace("|", "%7C") + r, resource("Patient",
                        "\"active\":true,\"identifier\":[{\"system\":\"urn:x\",\"value\":\"" + r + "\"}]")),
                Exchange.of("PATCH", "/Observation/" + r + "oa",
                        "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"amended\"}]")
                        .with("Content-Type", JSON_PATCH),
                Exchange.of("PATCH", "/Observation/" + r + "ob",
                        "[{\"op\":\"test\",\"path\":\"/status\",\"value\":\"final\"}]").with("Content-Type", JSON_PATCH),
                put("Observation", r + "lonely", observation(r + "nobody")),
                put("Patient", r + "a", "\"name\":[{\"family\":\"Chen\",\"given\":[\"New\"]}]"));
    }

    private static List<Exchange> reads(String r) {
        return List.of(
                Exchange.of("GET", "/Patient/" + r + "a"),
                Exchange.of("HEAD", "/Patient/" + r + "a"),
                Exchange.of("GET", "/Patient/" + r + "b").with("Accept", "application/fhir+xml"),
                Exchange.of("GET", "/Patient/" + r + "b").with("If-None-Match", "W/\"1\""),
                Exchange.of("GET", "/Patient/" + r + "a/_history/1"),
                Exchange.of("GET", "/Patient/" + r + "a/_history"),
                Exchange.of("GET", "/Observation/_history?_count=3"),
                Exchange.of("GET", "/Patient?_id=" + r + "a," + r + "b&_sort=_id&_total=accurate"),
                Exchange.of("GET", "/Patient?_summary=count"),
                Exchange.of("GET", "/Observation?_count=0"),
                Exchange.of("GET", "/Observation?_sort=_id&_count=1"),
                Exchange.of("GET", "/Observation?_sort=_id&_count=2").with("Cache-Control", "no-store"),
                Exchange.of("GET", "/Observation?_sort=_id&_offset=1&_count=1"),
                Exchange.of("GET", "/Observation?_id=" + r + "oa&_include=Observation:subject"),
                Exchange.of("GET", "/Patient?_id=" + r + "a&_revinclude=Observation:subject&_sort=_id"),
                Exchange.of("GET", "/Observation?subject.family=Chen&_sort=_id"),
                Exchange.of("GET", "/Patient?_has:Observation:subject:status=amended&_sort=_id"),
                Exchange.of("POST", "/Observation/_search", "_sort=_id&subject=Patient/" + r + "b")
                        .with("Content-Type", "application/x-www-form-urlencoded"),
                Exchange.of("GET", "/Patient/" + r + "b/Observation?_sort=_id"),
                Exchange.of("GET", "/Patient/" + r + "b/$everything?_count=50"),
                Exchange.of("GET", "/Patient/" + r + "b/$meta"),
                Exchange.of("GET", "/Observation?_sort=_id&_elements=status"));
    }

    private static List<Exchange> bundles(String r) {
        String created = entry("POST", "Observation", resource("Observation", observation(r + "a")));
        return List.of(
                Exchange.of("POST", "", bundle("transaction",
                        "{\"fullUrl\":\"urn:uuid:0d5a5b2e-7c0f-4f6e-9d8e-5f2b6a3b1c01\",\"resource\":"
                                + resource("Patient", "\"active\":true")
                                + ",\"request\":{\"method\":\"POST\",\"url\":\"Patient\"}}",
                        entry("POST", "Observation", resource("Observation", "\"status\":\"final\",\"code\":{\"text\":"
                                + "\"x\"},\"subject\":{\"reference\":\"urn:uuid:0d5a5b2e-7c0f-4f6e-9d8e-5f2b6a3b1c01\"}")),
                        entry("PUT", "Patient/" + r + "t", resource("Patient", "\"id\":\"" + r + "t\"")),
                        entry("GET", "Patient/" + r + "b", null))),
                Exchange.of("POST", "", bundle("batch", created, entry("GET", "Patient/" + r + "b", null),
                        entry("GET", "Patient/" + r + "missing", null),
                        entry("GET", "Observation?_sort=_id&_count=1", null),
                        entry("DELETE", "Patient/" + r + "t", null),
                        entry("PUT", "Patient/" + r + "u", resource("Patient", "\"id\":\"" + r + "other\"")),
                        entry("GET", "http://elsewhere.example/Patient/1", null))),
                Exchange.of("POST", "", bundle("transaction", created, entry("PUT", "Observation/" + r + "v",
                        resource("Observation", "\"id\":\"" + r + "v\"," + observation(r + "missing"))))),
                Exchange.of("POST", "", bundle("collection")),
                Exchange.of("POST", "/Bundle", bundle("collection", "{\"resource\":"
                        + resource("Patient", "\"active\":true") + "}")));
    }

    private static List<Exchange> mistakes(String r) {
        return List.of(
                Exchange.of("GET", "/Patient/" + r + "missing"),
                Exchange.of("GET", "/Patient?nonsense=1"),
                Exchange.of("GET", "/Patient?birthdate=nonsense"),
                Exchange.of("GET", "/Nonsense/1"),
                Exchange.of("GET", "/Patient/" + r + "a/_history/99"),
                Exchange.of("PUT", "/Patient/" + r + "a", resource("Patient", "\"id\":\"" + r + "a\""))
                        .with("If-Match", "W/\"77\""),
                Exchange.of("PUT", "/Patient/" + r + "a", resource("Patient", "\"id\":\"" + r + "z\"")),
                Exchange.of("POST", "/Patient", resource("Observation", observation(r + "a"))),
                Exchange.of("POST", "/Patient", "{\"resourceType\":"),
                Exchange.of("PATCH", "/Patient/" + r + "a", "nonsense").with("Content-Type", JSON_PATCH),
                Exchange.of("GET", "?_getpages=nonsense"),
                Exchange.of("GET", "/$nonsense"),
                Exchange.of("POST", "/Patient/$validate", resource("Patient", "\"active\":true")));
    }

    private static List<Exchange> ends(String r) {
        return List.of(
                Exchange.of("DELETE", "/Patient/" + r + "b"),
                Exchange.of("DELETE", "/Observation/" + r + "ob"),
                Exchange.of("GET", "/Observation/" + r + "ob"),
                Exchange.of("DELETE", "/Observation/" + r + "missing"),
                Exchange.of("DELETE", "/Observation?_id=" + r + "lonely"),
                Exchange.of("DELETE", "/Patient/" + r + "a?_cascade=delete"),
                Exchange.of("GET", "/Observation/" + r + "ob/_history"),
                Exchange.of("GET", "/Observation?_summary=count"));
    }

    private static Exchange put(String type, String id, String elements) {
        return Exchange.of("PUT", "/" + type + "/" + id, resource(type, "\"id\":\"" + id + "\"," + elements));
    }

    private static String observation(String patient) {
        return "\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"Patient/" + patient + "\"}";
    }

    private static String resource(String type, String elements) {
        return "{\"resourceType\":\"" + type + "\"," + elements + "}";
    }

    private static String entry(String method, String url, String resource) {
        return "{" + (resource == null ? "" : "\"resource\":" + resource + ",") + "\"request\":{\"method\":\"" + method
                + "\",\"url\":\"" + url + "\"}}";
    }

    private static String bundle(String type, String... entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[" + String.join(",", entries) + "]}";
    }
}
