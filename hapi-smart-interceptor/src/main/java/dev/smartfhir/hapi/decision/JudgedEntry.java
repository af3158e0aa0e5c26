package dev.smartfhir.hapi.decision;

import dev.smartfhir.hapi.refusal.Refusal;
import dev.smartfhir.scopes.ScopeSet;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One entry of a batch or transaction, as it was judged before anything was done.
 *
 * @param interaction HAPI's code of the interaction
 * @param type        the resource type that its URL names
 * @param id          the id without its version that its URL names
 * @param scopes      the scopes of the token that allow it
 * @param refusal     why it was refused; empty where it was not
 */
public record JudgedEntry(
        String interaction,
        Optional<String> type,
        Optional<String> id,
        Supplier<ScopeSet> scopes,
        Optional<Refusal> refusal) {
}
