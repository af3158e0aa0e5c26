package dev.smartfhir.keycloak.realmcache;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.cache.CacheRealmProvider;
import org.keycloak.models.cache.infinispan.InfinispanCacheRealmProviderFactory;

/**
 * Takes the place of Keycloak's realm cache, so that every way to a client leads to one whose scopes SMART decides
 * about. The cache itself works as before.
 */
public final class SmartRealmCacheProviderFactory extends InfinispanCacheRealmProviderFactory {

    private static final int AHEAD_OF_STOCK = 100;

    @Override
    public CacheRealmProvider create(KeycloakSession session) {
        if (realmCache == null) {
            super.create(session);
        }
        return new SmartRealmCacheSession(realmCache, session);
    }

    @Override
    public int order() {
        return AHEAD_OF_STOCK;
    }
}
