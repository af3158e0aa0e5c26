package dev.smartfhir.hapi.authentication;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetParseException;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.smartfhir.hapi.fetch.BoundedFetch;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.function.Consumer;

/**
 * Reads an issuer's key set once; caching, refreshing and limiting are the business of what wraps it.
 */
final class IssuerKeys implements JWKSetSource<SecurityContext> {

    private final KeyLocation location;
    private final BoundedFetch fetch;
    private final Consumer<Boolean> listener;
    private volatile URI known;

    IssuerKeys(KeyLocation location, BoundedFetch fetch, Consumer<Boolean> listener) {
        this.location = location;
        this.fetch = fetch;
        this.listener = listener;
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long now, SecurityContext context)
            throws KeySourceException {
        try {
            URI uri = known == null ? location.find() : known;
            JWKSet keys = JWKSet.parse(new String(fetch.get(uri), StandardCharsets.UTF_8));
            known = uri;
            listener.accept(true);
            return keys;
        } catch (IOException e) {
            known = null;
            listener.accept(false);
            throw new JWKSetRetrievalException(e.getMessage(), e);
        } catch (ParseException e) {
            known = null;
            listener.accept(false);
            throw new JWKSetParseException("not a key set: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        known = null;
    }
}
