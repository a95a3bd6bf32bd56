package dev.stagedoor.server.mail;

import java.util.ArrayList;
import java.util.List;

/** A message in its two forms, written together so that they say the same. */
final class Page {
    private final List<String> plain = new ArrayList<>();
    private final List<String> html = new ArrayList<>();

    Page paragraph(String text) {
        plain.add(text);
        html.add("<p>" + escaped(text) + "</p>");
        return this;
    }

    Page list(List<String> items) {
        plain.add(String.join("\n", items.stream().map(item -> "- " + item).toList()));
        html.add("<ul>"
                + String.join(
                        "",
                        items.stream()
                                .map(item -> "<li>" + escaped(item) + "</li>")
                                .toList()) + "</ul>");
        return this;
    }

    Page link(String label, String address) {
        plain.add(label + ": " + address);
        html.add("<p><a href=\"" + escaped(address) + "\">" + escaped(label) + "</a></p>");
        return this;
    }

    String plainText() {
        return String.join("\n\n", plain) + "\n";
    }

    /** @param language of what is written (BCP 47) */
    String html(String language, String title) {
        return "<!doctype html>\n<html lang=\"%s\">\n<head><meta charset=\"utf-8\"><title>%s</title></head>\n<body>\n%s\n</body>\n</html>\n"
                .formatted(escaped(language), escaped(title), String.join("\n", html));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
