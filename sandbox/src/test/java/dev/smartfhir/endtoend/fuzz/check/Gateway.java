package dev.smartfhir.endtoend.fuzz.check;

import dev.smartfhir.endtoend.fuzz.draw.Call;
import dev.smartfhir.endtoend.fuzz.oracle.FuzzToken;

/** Sends a request with a token that says what it is told to say. */
public interface Gateway {

    Reply send(FuzzToken token, Call call);
}
