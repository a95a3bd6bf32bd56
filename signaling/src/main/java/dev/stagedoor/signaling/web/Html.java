package dev.stagedoor.signaling.web;

import org.jspecify.annotations.Nullable;

/** What the server-drawn pages share: escaping and the frame around their content. No scripts, one style sheet. */
final class Html {
    static final String STYLE_SHEET = "/pages.css";

    private Html() {}

    /** Text made harmless between tags and inside quoted attributes. */
    static String escape(@Nullable String text) {
        if (text == null) {
            return "";
        }
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(character);
            }
        }
        return safe.toString();
    }

    /**
     * @param title plain text
     * @param head more elements of the head, HTML
     * @param body HTML
     */
    static String page(String title, String head, String body) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
                <meta name="color-scheme" content="light dark">
                <meta name="robots" content="noindex">
                <title>%s</title>
                <link rel="stylesheet" href="%s">
                %s
                </head>
                <body>
                %s
                </body>
                </html>
                """.formatted(escape(title), STYLE_SHEET, head, body);
    }
}
