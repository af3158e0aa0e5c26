package dev.smartfhir.keycloak.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smartfhir.scopes.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.ThemeManager;
import org.keycloak.theme.Theme;

/** The words that a realm uses: its login theme's with its own above them. */
class RealmWordsTest {

    private static final RealmModel REALM = fake(RealmModel.class, (method, args) -> null);

    private static final Scope SCOPE = Scope.parse("patient/Observation.rs");

    @Test
    void areThoseOfTheLoginThemeInTheAskedLanguage() {
        assertThat(in(Locale.TAIWAN, Words.CHINESE.texts)).isEqualTo("讀取及查詢您的檢驗結果與量測紀錄");
    }

    @Test
    void mayNameATypeInTheRealmsOwnWay() {
        Properties own = new Properties();
        own.putAll(Words.CHINESE.texts);
        own.setProperty("smartType.Observation", "抽血報告");
        assertThat(in(Locale.TAIWAN, own)).isEqualTo("讀取及查詢您的抽血報告");
    }

    @Test
    void areEnglishWhereTheThemesLanguageHasNone() {
        Properties french = new Properties();
        french.setProperty("doLogIn", "Connexion");
        assertThat(in(Locale.FRENCH, french)).isEqualTo("Read and search your lab results and measurements");
    }

    @Test
    void mayNameAnExtension() {
        Properties own = new Properties();
        own.setProperty("smartScopeExtension.__print", "Print labels");
        assertThat(ScopeWording.of(session(Locale.ENGLISH, own), REALM, Locale.ENGLISH)
                .sentence(Scope.parse("__print"), Whose.patients())).isEqualTo("Print labels");
    }

    @Test
    void areNotGuessedWhenTheThemeCannotBeRead() {
        assertThatThrownBy(() -> ScopeWording.of(session(Locale.ENGLISH, null), REALM, Locale.ENGLISH))
                .isInstanceOf(UncheckedIOException.class);
    }

    private static String in(Locale locale, Properties messages) {
        return ScopeWording.of(session(locale, messages), REALM, locale).sentence(SCOPE, Whose.readers());
    }

    private static KeycloakSession session(Locale locale, Properties messages) {
        Theme theme = fake(Theme.class, (method, args) -> {
            assertThat(method).isEqualTo("getEnhancedMessages");
            assertThat(args).containsExactly(REALM, locale);
            if (messages == null) {
                throw new IOException("no such theme");
            }
            return messages;
        });
        ThemeManager themes = fake(ThemeManager.class, (method, args) -> {
            assertThat(args).containsExactly(Theme.Type.LOGIN);
            return theme;
        });
        return fake(KeycloakSession.class, (method, args) -> {
            assertThat(method).isEqualTo("theme");
            return themes;
        });
    }

    private interface Answer {
        Object to(String method, Object[] args) throws Throwable;
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, args) -> switch (method.getName()) {
                    case "equals" -> proxy == args[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "toString" -> "a " + type.getSimpleName();
                    default -> answer.to(method.getName(), args);
                }));
    }
}
