package dev.smartfhir.keycloak.client;

import org.keycloak.models.ClientModel;

/** A client model whose scopes SMART decides about; it still knows what the administrators assigned. */
public interface ConfiguredClient extends ClientModel {

    /** The same client as the administrators configured it. */
    ClientModel configured();

    /** What they assigned to it; may be read once for all questions of a request that administers nothing. */
    AssignedScopes assigned();
}
