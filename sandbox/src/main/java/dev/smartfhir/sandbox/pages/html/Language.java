package dev.smartfhir.sandbox.pages.html;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;

/** The two languages of the pages. */
public enum Language {

    ENGLISH("en", "English"),
    CHINESE("zh-TW", "繁體中文");

    private final String tag;
    private final String ownName;

    Language(String tag, String ownName) {
        this.tag = tag;
        this.ownName = ownName;
    }

    /** As the html element's {@code lang} has it. */
    public String tag() {
        return tag;
    }

    /** What its speakers call it. */
    public String ownName() {
        return ownName;
    }

    /** The text in this language. */
    public String say(String english, String chinese) {
        return this == CHINESE ? chinese : english;
    }

    /** The language with exactly this tag. */
    public static Optional<Language> of(String tag) {
        return Arrays.stream(values()).filter(language -> language.tag.equals(tag)).findFirst();
    }

    /** The one that an Accept-Language header prefers; English where it says nothing that helps. */
    public static Language preferred(String header) {
        try {
            return header == null ? ENGLISH : LanguageRange.parse(header).stream()
                    .filter(range -> range.getWeight() > 0)
                    .sorted(Comparator.comparingDouble(LanguageRange::getWeight).reversed())
                    .map(range -> Locale.forLanguageTag(range.getRange()).getLanguage())
                    .flatMap(spoken -> Arrays.stream(values()).filter(language ->
                            Locale.forLanguageTag(language.tag).getLanguage().equals(spoken)))
                    .findFirst().orElse(ENGLISH);
        } catch (IllegalArgumentException malformed) {
            return ENGLISH;
        }
    }
}
