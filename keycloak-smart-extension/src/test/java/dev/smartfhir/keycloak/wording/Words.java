package dev.smartfhir.keycloak.wording;

import dev.smartfhir.scopes.ResourceTypes;
import dev.smartfhir.scopes.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/** The two languages that this module brings, and what tests say with them. */
enum Words {

    ENGLISH("en"),
    CHINESE("zh_TW");

    /** Keys of this package, beside which other pages have theirs. */
    static final Pattern OURS = Pattern.compile("smart(Scope|Type|Category|Parameter).*");

    final Properties texts;
    final ScopeWording wording;

    Words(String language) {
        texts = read("theme-resources/messages/messages_" + language + ".properties");
        wording = ScopeWording.of(texts);
    }

    String sentence(String scope, Whose whose) {
        return wording.sentence(Scope.parse(scope), whose);
    }

    /** The names of all resource types of FHIR R4. */
    static List<String> r4Types() {
        try (InputStream in = ResourceTypes.class.getResourceAsStream("resource-types/r4.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties read(String file) {
        Properties texts = new Properties();
        try (InputStream in = Words.class.getClassLoader().getResourceAsStream(file)) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
