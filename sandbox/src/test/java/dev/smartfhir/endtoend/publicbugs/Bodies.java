package dev.smartfhir.endtoend.publicbugs;

import java.util.Map;

/** Bodies of requests that several tests send. */
final class Bodies {

    static final Map<String, String> JSON_PATCH = Map.of("Content-Type", "application/json-patch+json");
    static final Map<String, String> XML_PATCH = Map.of("Content-Type", "application/xml-patch+xml");
    static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");

    private Bodies() {
    }

    /** A batch, a transaction or any other Bundle of these entries. */
    static String bundle(String type, String... entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[" + String.join(",", entries) + "]}";
    }

    /** An entry of a batch or transaction. */
    static String entry(String method, String url, String resource) {
        return "{\"request\":{\"method\":\"" + method + "\",\"url\":\"" + url + "\"}"
                + (resource == null ? "" : ",\"resource\":" + resource) + "}";
    }

    /** An entry of a collection or document. */
    static String entry(String resource) {
        return "{\"resource\":" + resource + "}";
    }

    /** A FHIRPath patch that replaces one element by a code. */
    static String fhirPathPatch(String path, String code) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\",\"part\":["
                + "{\"name\":\"type\",\"valueCode\":\"replace\"},"
                + "{\"name\":\"path\",\"valueString\":\"" + path + "\"},"
                + "{\"name\":\"value\",\"valueCode\":\"" + code + "\"}]}]}";
    }
}
