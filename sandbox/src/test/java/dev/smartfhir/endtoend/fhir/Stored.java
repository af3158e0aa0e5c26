package dev.smartfhir.endtoend.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smartfhir.sandbox.client.HttpAnswer;
import java.util.UUID;

/** Resources of its own for one test class: two patients, a claim and decisions about it. */
public final class Stored {

    public static final String EVERYTHING = "system/*.cruds";
    public static final int DECISIONS = 5;

    private final Caller caller;
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    public Stored(Caller caller) {
        this.caller = caller;
        put("Organization", "org", "\"name\":\"Hospital\"");
        put("Patient", "pat", "\"name\":[{\"family\":\"" + family() + "\"}],\"identifier\":[{\"system\":\"urn:test\","
                + "\"value\":\"" + mark + "\"}],\"managingOrganization\":{\"reference\":\"" + of("Organization", "org")
                + "\"}");
        put("Observation", "obs", "\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\""
                + of("Patient", "pat") + "\"}");
        put("Claim", "cl", "\"status\":\"active\",\"use\":\"preauthorization\",\"patient\":{\"reference\":\""
                + of("Patient", "pat") + "\"}");
        for (int i = 0; i < DECISIONS; i++) {
            put("ClaimResponse", "cr" + i, "\"status\":\"active\",\"outcome\":\"complete\",\"identifier\":[{\"system\":"
                    + "\"urn:test\",\"value\":\"" + mark + "\"}],\"patient\":{\"reference\":\"" + of("Patient", "pat")
                    + "\"},\"request\":{\"reference\":\"" + of("Claim", "cl") + "\"},\"requestor\":{\"reference\":\""
                    + of("Organization", "org") + "\"}");
        }
    }

    /** The relative reference of one of the resources. */
    public String of(String type, String name) {
        return type + "/" + name + "-" + mark;
    }

    /** The patient's family name, that nobody else has. */
    public String family() {
        return "Chen" + mark;
    }

    /** The value of the identifier in system {@code urn:test}. */
    public String mark() {
        return mark;
    }

    /** The decisions and nothing else. */
    public String decisions() {
        return "/ClaimResponse?identifier=urn:test%7C" + mark;
    }

    private void put(String type, String name, String elements) {
        HttpAnswer answer = caller.send(EVERYTHING, "PUT", "/" + of(type, name),
                "{\"resourceType\":\"" + type + "\",\"id\":\"" + name + "-" + mark + "\"," + elements + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }
}
