package dev.smartfhir.hapi.config;

import java.net.URI;
import java.util.Optional;

/**
 * Reads URLs that an authorization server's own documents name, by the rule for configured ones.
 *
 * @param allowPlainHttp whether http is good outside of the loopback too
 */
public record SecureUrl(boolean allowPlainHttp) {

    /**
     * The URL; empty where it is not absolute, not https (nor http where that is allowed), or has a user or fragment.
     *
     * @param text the text of the URL
     */
    public Optional<URI> read(String text) {
        return ConfiguredUrl.parse(text)
                .filter(uri -> uri.getRawUserInfo() == null && uri.getRawFragment() == null)
                .filter(uri -> ConfiguredUrl.isSecure(uri, allowPlainHttp));
    }
}
