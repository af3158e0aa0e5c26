package dev.smartfhir.sandbox.pages.html;

/** The frame of every page. */
public final class Layout {

    /** Where the style sheet is served. */
    public static final String STYLE = "/style.css";

    private Layout() {
    }

    /** A whole document. @param title plain text */
    public static Html page(String title, Html content) {
        return Html.of("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>{} - SMART sandbox</title>
                <link rel="stylesheet" href="{}">
                </head>
                <body>
                <nav><a href="/">Sandbox</a><a href="/ehr">EHR simulator</a><a href="/app">Demo app</a></nav>
                <main>
                <h1>{}</h1>
                {}</main>
                </body>
                </html>
                """, title, STYLE, title, content);
    }
}
