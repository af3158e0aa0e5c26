package dev.smartfhir.keycloak.registration;

import dev.smartfhir.keycloak.clientauth.SigningAlgorithm;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.OAuth2Constants;

/**
 * What a SMART app says of itself when it registers, judged: the code flow and nothing else.
 *
 * @param name the app's name, if it has one
 * @param redirectUris where users are sent back to
 * @param pages the members of {@link #PAGES} that are given
 * @param keys how it authenticates
 * @param grantTypes what it asks for; empty where it leaves that open
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7591.html#section-2">RFC 7591, section 2</a>
 */
record AppMetadata(Optional<String> name, List<String> redirectUris, Map<String, String> pages, AppKeys keys,
                   List<String> grantTypes) {

    /** Members that are addresses of web pages. */
    static final List<String> PAGES = List.of("client_uri", "logo_uri", "policy_uri", "tos_uri");
    private static final Set<String> GRANT_TYPES =
            Set.of(OAuth2Constants.AUTHORIZATION_CODE, OAuth2Constants.REFRESH_TOKEN);
    private static final List<String> ALGORITHMS =
            List.of("id_token_signed_response_alg", "userinfo_signed_response_alg", "request_object_signing_alg");

    /** @throws InvalidMetadata naming the first member that breaks a rule */
    static AppMetadata read(Members members, ServerAddress server) {
        List<String> grantTypes = members.texts("grant_types");
        grantTypes.stream().filter(type -> !GRANT_TYPES.contains(type)).findFirst().ifPresent(type -> {
            throw InvalidMetadata.of("The grant type " + shown(type) + " is not for an app that registers itself; "
                    + "it has authorization_code and refresh_token");
        });
        if (!grantTypes.isEmpty() && !grantTypes.contains(OAuth2Constants.AUTHORIZATION_CODE)) {
            throw InvalidMetadata.of("The member grant_types must hold authorization_code");
        }
        if (!Set.of(OAuth2Constants.CODE).containsAll(members.texts("response_types"))) {
            throw InvalidMetadata.of("The member response_types must be [\"code\"]");
        }
        if (!members.text("subject_type").orElse("public").equals("public")) {
            throw InvalidMetadata.of("The member subject_type must be public");
        }
        for (String member : ALGORITHMS) {
            if (members.text(member).filter(alg -> SigningAlgorithm.named(alg).isEmpty()).isPresent()) {
                throw InvalidMetadata.of("The member " + member + " must be an asymmetric algorithm");
            }
        }
        Map<String, String> pages = new LinkedHashMap<>();
        PAGES.forEach(member -> members.shortText(member).ifPresent(url -> pages.put(member, page(member, url))));
        return new AppMetadata(members.shortText("client_name").map(AppMetadata::name),
                RedirectUris.check(members.texts("redirect_uris")), pages, AppKeys.read(members, server),
                grantTypes);
    }

    /** Refresh tokens depend on scopes alone, unless the app says that it wants none and asks for none. */
    boolean refreshes(RegisteredApp app) {
        return grantTypes.isEmpty() || grantTypes.contains(OAuth2Constants.REFRESH_TOKEN) || app.wantsRefresh();
    }

    /** Stock Keycloak looks a name up among its messages where it is written as a placeholder. */
    private static String name(String name) {
        if (name.contains("${") || name.chars().anyMatch(AppMetadata::turnsText)) {
            throw InvalidMetadata.of("The member client_name holds ${ or characters that turn the direction of text");
        }
        return name;
    }

    private static boolean turnsText(int character) {
        return character >= 0x202A && character <= 0x202E || character >= 0x2066 && character <= 0x2069;
    }

    private static String page(String member, String url) {
        try {
            URI uri = new URI(url);
            if (uri.getHost() != null && uri.getRawUserInfo() == null
                    && Set.of("http", "https").contains(uri.getScheme())) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw InvalidMetadata.of("The member " + member + " must be an http or https URL");
    }

    private static String shown(String word) {
        return word.length() > 80 ? word.substring(0, 80) + "…" : word;
    }
}
