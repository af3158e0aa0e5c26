package dev.smartfhir.sandbox.keys;

import java.util.function.Supplier;

/** The clients of the sandbox's realm, each with a private key that is generated on first start. */
public enum DemoClient {

    /** The first hospital's system: RS384, its public key set lies in the realm. */
    HOSPITAL_A("hospital-a-his", ClientKey::rs384, false),
    /** The second hospital's system: ES384, its public key set is fetched by URL. */
    HOSPITAL_B("hospital-b-his", ClientKey::es384, true),
    /** The reviewing side, which may write decisions. */
    REVIEWER("nhi-reviewer", ClientKey::rs384, false),
    /** Loads the demo data and may do nothing but create and update. */
    LOADER("sandbox-loader", ClientKey::es384, false),
    /** Shows the EHR's users the patients, visits and claims that an app can be launched with. */
    EHR_CHART("ehr-chart", ClientKey::es384, false),
    /** The demo app where it authenticates with a key. */
    ASYMMETRIC_APP("demo-app-asymmetric", ClientKey::es384, false),
    /** The prior-authorization app that runs on a server. */
    PRIOR_AUTHORIZATION_SERVER("prior-authorization-server", ClientKey::es384, false);

    private final String clientId;
    private final Supplier<ClientKey> generator;
    private final boolean keySetByUrl;

    DemoClient(String clientId, Supplier<ClientKey> generator, boolean keySetByUrl) {
        this.clientId = clientId;
        this.generator = generator;
        this.keySetByUrl = keySetByUrl;
    }

    public String clientId() {
        return clientId;
    }

    public boolean keySetByUrl() {
        return keySetByUrl;
    }

    /** The client's key from the store, generated if it is not there yet. */
    public ClientKey key(KeyStore keys) {
        return keys.getOrCreate(clientId, generator);
    }
}
