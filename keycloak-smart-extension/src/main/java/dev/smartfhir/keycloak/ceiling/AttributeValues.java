package dev.smartfhir.keycloak.ceiling;

import dev.smartfhir.keycloak.identity.AdministeredAttributes;
import dev.smartfhir.scopes.Context;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.userprofile.UserProfileProvider;

/**
 * The values that fill placeholders: for {@code system/} the client attribute {@value #CLIENT_PREFIX}<em>name</em>,
 * several values separated by spaces; for {@code patient/} and {@code user/} the user attribute <em>name</em>. A value
 * is 1 to 64 letters, digits, dots, hyphens and underscores, so that it can never be syntax.
 *
 * @param ofClient the text of a client attribute, or {@code null}
 * @param ofUser the values of a user attribute
 * @param writableByUsers whether users can write a user attribute themselves
 */
public record AttributeValues(Function<String, String> ofClient, Function<String, Stream<String>> ofUser,
        Predicate<String> writableByUsers) {

    /** The beginning of the names of client attributes that fill placeholders; for administrators to set. */
    public static final String CLIENT_PREFIX = "smart.attribute.";

    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    static AttributeValues of(KeycloakSession session, ClientModel client, UserModel user) {
        return new AttributeValues(client::getAttribute, user::getAttributeStream, name -> {
            UPConfig profile = session.getProvider(UserProfileProvider.class).getConfiguration();
            return AdministeredAttributes.isWritableByUsers(profile, name);
        });
    }

    /**
     * The values for a placeholder, each once.
     *
     * @throws Unfilled if there is none, if one is ill-formed, or if users can write it themselves
     */
    List<String> of(Context context, String name) throws Unfilled {
        boolean system = context == Context.SYSTEM;
        String attribute = system ? "the client attribute " + CLIENT_PREFIX + name : "the user attribute " + name;
        if (!system && writableByUsers.test(name)) {
            throw new Unfilled("users of this realm can write " + attribute + " themselves");
        }
        List<String> values = (system ? words(ofClient.apply(CLIENT_PREFIX + name)) : ofUser.apply(name))
                .distinct().toList();
        if (values.isEmpty()) {
            throw new Unfilled(attribute + " is missing");
        }
        if (!values.stream().allMatch(value -> value != null && VALUE.matcher(value).matches())) {
            throw new Unfilled(attribute + " has a value other than 1 to 64 letters, digits, dots, hyphens and "
                    + "underscores");
        }
        return values;
    }

    private static Stream<String> words(String spaceSeparated) {
        return spaceSeparated == null
                ? Stream.empty()
                : Stream.of(spaceSeparated.split(" ")).filter(word -> !word.isEmpty());
    }
}
