package dev.smartfhir.sandbox.pages.html;

/** The frame of every page. */
public final class Layout {

    /** Where the style sheet is served. */
    public static final String STYLE = "/style.css";

    private Layout() {
    }

    /**
     * A whole document.
     *
     * @param title plain text
     * @param languages links to the page in each language, or nothing where it is in one only
     */
    public static Html page(Language language, String title, Html content, Html languages) {
        return Html.of("""
                <!DOCTYPE html>
                <html lang="{}">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>{} - SMART sandbox</title>
                <link rel="stylesheet" href="{}">
                </head>
                <body>
                <header>
                <nav id="pages" aria-label="{}"><a href="/">{}</a><a href="/ehr">{}</a><a href="/app">{}</a></nav>
                {}</header>
                <main>
                <h1 id="page-title">{}</h1>
                {}</main>
                </body>
                </html>
                """, language.tag(), title, STYLE,
                language.say("Pages", "頁面"), language.say("Sandbox", "沙盒"),
                language.say("EHR simulator", "電子病歷模擬器"), language.say("Demo app", "示範應用程式"),
                languages, title, content);
    }

    /** One link of the language switch. @param chosen whether the page is in this language now */
    public static Html languageLink(Language language, String address, boolean chosen) {
        return Html.of("<a id=\"language-{}\" lang=\"{}\" hreflang=\"{}\" href=\"{}\"{}>{}</a>\n", language.tag(),
                language.tag(), language.tag(), address, Html.of(chosen ? " aria-current=\"true\"" : ""),
                language.ownName());
    }
}
