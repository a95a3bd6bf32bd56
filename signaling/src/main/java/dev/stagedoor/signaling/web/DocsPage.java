package dev.stagedoor.signaling.web;

import static dev.stagedoor.signaling.web.Html.escape;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The contract as one page to read: operations by tag, then the shapes they speak of. */
final class DocsPage {
    private final JsonObject contract;
    private final Prose prose = new Prose();

    /** @param contract with its references unresolved, so that the page can link to shapes by name */
    DocsPage(JsonObject contract) {
        this.contract = contract;
    }

    String html() {
        JsonObject info = contract.getJsonObject("info");
        String title = info.getString("title");
        String body = """
                <main class="docs">
                <header class="docs-head">
                <p class="eyebrow">Version %s</p>
                <h1>%s</h1>
                <p class="lead">%s</p>
                %s
                <p><a class="button" href="/openapi.yaml">openapi.yaml</a></p>
                <nav aria-label="Sections">%s</nav>
                </header>
                %s
                <section id="shapes"><h2>Shapes</h2>%s</section>
                </main>
                """.formatted(
                        escape(info.getString("version")),
                        escape(title),
                        escape(info.getString("summary")),
                        prose.paragraphs(info.getString("description")),
                        tags().map(tag -> link(tag.getString("name"))).collect(Collectors.joining())
                                + "<a href=\"#shapes\">Shapes</a>",
                        tags().map(this::section).collect(Collectors.joining()),
                        shapes());
        return Html.page(title, "", body);
    }

    private Stream<JsonObject> tags() {
        return objects(contract.getJsonArray("tags"));
    }

    private static String link(String tag) {
        return "<a href=\"#%s\">%s</a>".formatted(escape(anchor(tag)), escape(tag));
    }

    private String section(JsonObject tag) {
        String name = tag.getString("name");
        return """
                <section id="%s"><h2>%s</h2>%s%s</section>
                """.formatted(
                escape(anchor(name)), escape(name), prose.paragraphs(tag.getString("description")), operationsOf(name));
    }

    private String operationsOf(String tag) {
        StringBuilder html = new StringBuilder();
        for (Map.Entry<String, Object> path : contract.getJsonObject("paths")) {
            for (Map.Entry<String, Object> method : (JsonObject) path.getValue()) {
                JsonObject operation = (JsonObject) method.getValue();
                if (operation.getJsonArray("tags").contains(tag)) {
                    html.append(operation(method.getKey(), path.getKey(), operation));
                }
            }
        }
        return html.toString();
    }

    private String operation(String method, String path, JsonObject operation) {
        return """
                <details class="operation" id="%s">
                <summary><span class="method %s">%s</span> <code>%s</code> <span class="what">%s</span></summary>
                <div class="operation-body">
                <p class="access">%s</p>
                %s%s%s
                <h4>Answers</h4>
                <table><tbody>%s</tbody></table>
                </div>
                </details>
                """.formatted(
                        escape(operation.getString("operationId")),
                        escape(method),
                        escape(method.toUpperCase(Locale.ROOT)),
                        escape(path),
                        escape(operation.getString("summary")),
                        access(operation),
                        prose.paragraphs(operation.getString("description")),
                        parameters(operation),
                        requestBody(operation),
                        responses(operation));
    }

    private String access(JsonObject operation) {
        JsonArray security = operation.getJsonArray("security", contract.getJsonArray("security"));
        Access.Requirement requirement = Access.Requirement.of(security);
        if (requirement.isOpen()) {
            return "Open to everybody";
        }
        String roles = requirement.alternatives().stream()
                .map(all -> all.stream().map(Enum::name).sorted().collect(Collectors.joining(" and ")))
                .collect(Collectors.joining(" or "));
        return roles.isEmpty() ? "Anybody who is signed in" : "Role " + escape(roles);
    }

    private String parameters(JsonObject operation) {
        if (!operation.containsKey("parameters")) {
            return "";
        }
        String rows = objects(operation.getJsonArray("parameters"))
                .map(this::resolve)
                .map(parameter -> "<tr><th scope=\"row\"><code>%s</code></th><td>%s%s</td><td>%s</td><td>%s</td></tr>"
                        .formatted(
                                escape(parameter.getString("name")),
                                escape(parameter.getString("in")),
                                parameter.getBoolean("required", false) ? ", required" : "",
                                shape(parameter.getJsonObject("schema")),
                                prose.line(parameter.getString("description"))))
                .collect(Collectors.joining());
        return "<h4>Parameters</h4><table><tbody>" + rows + "</tbody></table>";
    }

    private String requestBody(JsonObject operation) {
        JsonObject body = operation.getJsonObject("requestBody");
        return body == null ? "" : "<h4>Body</h4>" + content(body.getJsonObject("content"));
    }

    private String responses(JsonObject operation) {
        return operation.getJsonObject("responses").stream()
                .map(response -> {
                    JsonObject resolved = resolve((JsonObject) response.getValue());
                    return "<tr><th scope=\"row\">%s</th><td>%s%s</td></tr>"
                            .formatted(
                                    escape(response.getKey()),
                                    prose.line(resolved.getString("description")),
                                    response.getKey().startsWith("2") && resolved.containsKey("content")
                                            ? content(resolved.getJsonObject("content"))
                                            : "");
                })
                .collect(Collectors.joining());
    }

    private String content(JsonObject content) {
        return content.stream()
                .map(media -> {
                    JsonObject value = (JsonObject) media.getValue();
                    Object example = value.getValue("example");
                    return "<p><code>%s</code> %s</p>%s"
                            .formatted(
                                    escape(media.getKey()),
                                    shape(value.getJsonObject("schema")),
                                    example instanceof JsonObject object
                                            ? "<pre>" + escape(object.encodePrettily()) + "</pre>"
                                            : "");
                })
                .collect(Collectors.joining());
    }

    private String shapes() {
        return contract.getJsonObject("components").getJsonObject("schemas").stream()
                .map(shape -> {
                    JsonObject schema = (JsonObject) shape.getValue();
                    return "<article class=\"shape\" id=\"shape-%s\"><h3>%s</h3>%s%s</article>"
                            .formatted(
                                    escape(shape.getKey()),
                                    escape(shape.getKey()),
                                    prose.paragraphs(schema.getString("description")),
                                    fields(schema));
                })
                .collect(Collectors.joining());
    }

    private String fields(JsonObject schema) {
        if (schema.containsKey("allOf")) {
            return objects(schema.getJsonArray("allOf"))
                    .map(part -> part.containsKey("$ref") ? "<p>All of " + shape(part) + "</p>" : fields(part))
                    .collect(Collectors.joining());
        }
        if (!schema.containsKey("properties")) {
            return "<p>" + shape(schema) + "</p>";
        }
        JsonArray required = schema.getJsonArray("required", new JsonArray());
        String rows = schema.getJsonObject("properties").stream()
                .map(field -> "<tr><th scope=\"row\"><code>%s</code>%s</th><td>%s</td><td>%s</td></tr>"
                        .formatted(
                                escape(field.getKey()),
                                required.contains(field.getKey()) ? "" : " <small>optional</small>",
                                shape((JsonObject) field.getValue()),
                                prose.line(((JsonObject) field.getValue()).getString("description"))))
                .collect(Collectors.joining());
        return "<table><tbody>" + rows + "</tbody></table>";
    }

    /** A schema in a few words; a link if it has a name. */
    private String shape(@Nullable JsonObject schema) {
        if (schema == null) {
            return "";
        }
        String reference = schema.getString("$ref");
        if (reference != null) {
            String name = escape(reference.substring(reference.lastIndexOf('/') + 1));
            return "<a href=\"#shape-%s\">%s</a>".formatted(name, name);
        }
        if (schema.containsKey("enum")) {
            return schema.getJsonArray("enum").stream()
                    .map(value -> "<code>" + escape(String.valueOf(value)) + "</code>")
                    .collect(Collectors.joining(" "));
        }
        if (schema.containsKey("items")) {
            return "list of " + shape(schema.getJsonObject("items"));
        }
        return escape(schema.getString("format", schema.getString("type", "anything")));
    }

    private JsonObject resolve(JsonObject object) {
        String reference = object.getString("$ref");
        if (reference == null) {
            return object;
        }
        JsonObject found = contract;
        for (String step : reference.substring(2).split("/", -1)) {
            found = found.getJsonObject(step);
        }
        return found;
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }

    private static String anchor(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}
