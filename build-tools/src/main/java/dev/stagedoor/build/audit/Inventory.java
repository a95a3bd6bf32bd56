package dev.stagedoor.build.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The components of this repository, from the lists that {@code ./stagedoor sbom} and npm keep of them. */
final class Inventory {
    private static final String PACKAGES = "node_modules/";

    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<String, Component> components = new TreeMap<>();

    Collection<Component> components() {
        return components.values();
    }

    /**
     * Adds what a CycloneDX file lists, but for what is of no registry that we know.
     *
     * @throws UnusableInput if the file is missing or holds something else
     */
    void addBillOfMaterials(Path file, boolean shipped) throws IOException {
        for (JsonNode part : read(file, "components")) {
            String purl = part.path("purl").asText();
            Optional<Ecosystem> ecosystem = Ecosystem.ofPurl(purl);
            if (ecosystem.isPresent()) {
                String named =
                        purl.substring(ecosystem.get().purlPrefix().length()).split("[?#]", 2)[0];
                int at = named.lastIndexOf('@');
                if (at < 1) {
                    throw new UnusableInput(file + ": a component without a version: " + purl);
                }
                String path = decoded(named.substring(0, at));
                int slash = path.lastIndexOf('/');
                String name = slash < 0
                        ? path
                        : path.substring(0, slash) + ecosystem.get().separator() + path.substring(slash + 1);
                add(new Component(ecosystem.get(), name, decoded(named.substring(at + 1)), shipped));
            }
        }
    }

    /**
     * Adds everything that npm installs, of which most builds and tests.
     *
     * @throws UnusableInput if the file is missing or holds something else
     */
    void addLockFile(Path file) throws IOException {
        for (Map.Entry<String, JsonNode> entry : read(file, "packages").properties()) {
            int at = entry.getKey().lastIndexOf(PACKAGES);
            JsonNode installed = entry.getValue();
            // What is not below node_modules, or is a link from there, is ours.
            if (at >= 0 && !installed.path("link").asBoolean()) {
                String folder = entry.getKey().substring(at + PACKAGES.length());
                add(new Component(
                        Ecosystem.NPM,
                        installed.path("name").asText(folder),
                        installed.path("version").asText(),
                        false));
            }
        }
    }

    /** What is shipped stays so if it builds as well. */
    private void add(Component component) {
        components.merge(
                component.ecosystem() + " " + component.name() + " " + component.version(),
                component,
                (former, added) -> former.shipped() ? former : added);
    }

    private JsonNode read(Path file, String field) throws IOException {
        if (!Files.isReadable(file)) {
            throw new UnusableInput(file + ": is not there; ./stagedoor sbom and npm make these lists");
        }
        JsonNode found;
        try {
            found = mapper.readTree(file.toFile()).path(field);
        } catch (JsonProcessingException unreadable) {
            throw new UnusableInput(file + ": is no JSON: " + unreadable.getOriginalMessage());
        }
        if (!found.isContainerNode()) {
            throw new UnusableInput(file + ": has no '" + field + "'");
        }
        return found;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
