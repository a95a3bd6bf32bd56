package dev.stagedoor.server.deployment;

import dev.stagedoor.server.config.Settings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The files under docker/, read. */
final class DeploymentFiles {
    static final Path ROOT = Path.of("").toAbsolutePath().resolve("..").normalize();
    static final Path DOCKER = ROOT.resolve("docker");
    static final Path KUBERNETES = DOCKER.resolve("kubernetes/base");

    private DeploymentFiles() {}

    static Map<String, Object> yaml(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return new Yaml().load(reader);
        }
    }

    /** Every object of Kubernetes that is described. */
    static List<Map<String, Object>> manifests() throws IOException {
        List<Map<String, Object>> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(KUBERNETES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                all.add(yaml(file));
            }
        }
        return all;
    }

    static Map<String, Object> manifest(String kind) throws IOException {
        return manifests().stream()
                .filter(manifest -> kind.equals(manifest.get("kind")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no manifest of a " + kind));
    }

    /** What lies under a path of keys and list indices, for example {@code spec.ports.0.name}. */
    static Object at(Object tree, String path) {
        Object here = tree;
        for (String step : path.split("\\.", -1)) {
            Object next = here instanceof List<?> list
                    ? list.get(Integer.parseInt(step))
                    : here instanceof Map<?, ?> map ? map.get(step) : null;
            if (next == null) {
                throw new AssertionError("nothing at " + step + " of " + path);
            }
            here = next;
        }
        return here;
    }

    @SuppressWarnings("unchecked") // what YAML calls a mapping always has text as keys in these files
    static Map<String, Object> mapAt(Object tree, String path) {
        return (Map<String, Object>) at(tree, path);
    }

    @SuppressWarnings("unchecked")
    static List<Object> listAt(Object tree, String path) {
        return (List<Object>) at(tree, path);
    }

    /** What every setting is called in the settings file, as a file of its own, too. */
    static Set<String> knownSettings() throws IOException {
        return names(name -> Stream.of(name, name + ".file"));
    }

    /** What every setting is called in the environment, as a file of its own, too. */
    static Set<String> knownVariables() throws IOException {
        return names(name -> {
            String variable = "STAGEDOOR_" + name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
            return Stream.of(variable, variable + "_FILE");
        });
    }

    private static Set<String> names(Function<String, Stream<String>> forms) throws IOException {
        return Settings.load(Path.of("none"), false, Map.of(), Map.of()).rows().stream()
                .flatMap(row -> forms.apply(row.name()))
                .collect(Collectors.toSet());
    }
}
