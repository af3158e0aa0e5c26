package dev.smartfhir.sandbox.pages.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "<script>alert(1)</script>  | &lt;script&gt;alert(1)&lt;/script&gt;",
        "\" autofocus onfocus=\"x() | &quot; autofocus onfocus=&quot;x()",
        "' onload='x()              | &#39; onload=&#39;x()",
        "&lt;                       | &amp;lt;",
        "{}                         | {}",
        "示範病人                   | 示範病人"
    })
    void escapesEveryValue(String value, String expected) {
        assertThat(Html.of("<p>{}</p>", value)).hasToString("<p>" + expected + "</p>");
        assertThat(Forms.hidden("n", value).toString()).contains("value=\"" + expected + "\"");
        assertThat(Forms.text(value, value, value).toString()).doesNotContain("<script", "\" autofocus", "' onload");
        assertThat(Forms.choice("l", "n", Map.of(value, value), value).toString())
                .contains("<option value=\"" + expected + "\" selected>" + expected + "</option>");
        assertThat(Layout.page(Language.ENGLISH, value, Html.NONE, Html.NONE).toString())
                .contains("<title>" + expected + " - ");
    }

    @Test
    void putsPiecesInAsTheyAre() {
        Html bold = Html.of("<b>{}</b>", "<");

        assertThat(Html.of("<p>{}{}</p>", bold, null)).hasToString("<p><b>&lt;</b></p>");
        assertThat(Html.join(List.of(bold, bold))).hasToString("<b>&lt;</b><b>&lt;</b>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no place", "{} and {}"})
    void refusesATemplateThatDoesNotFitItsValues(String template) {
        assertThatThrownBy(() -> Html.of(template, "one")).isInstanceOf(IllegalArgumentException.class);
    }
}
