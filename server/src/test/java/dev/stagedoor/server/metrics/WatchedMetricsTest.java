package dev.stagedoor.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.media.room.Drop;
import dev.stagedoor.media.transport.TransportDrop;
import io.prometheus.metrics.model.registry.MetricType;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Alerts and dashboard ask for nothing that is not there: a wrong name raises no error anywhere, and no alarm either. */
class WatchedMetricsTest {
    private static final Path DOCKER = Path.of("../docker");
    private static final Path OPERATIONS = Path.of("../docs/operations.md");
    private static final Pattern NAME = Pattern.compile("\\b(?:stagedoor|jvm|process)_[a-z_]+");
    private static final Pattern REASON = Pattern.compile("reason=\"([A-Z_]+)\"");
    private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");

    private static Set<String> served() {
        Set<String> names = Arrays.stream(Metric.values())
                .map(metric -> metric.wireName() + (metric.type() == MetricType.COUNTER ? "_total" : ""))
                .collect(Collectors.toCollection(TreeSet::new));
        new Metrics()
                .text()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .forEach(names::add);
        return names;
    }

    private static List<Map<String, ?>> alerts() throws IOException {
        try (Reader reader = Files.newBufferedReader(DOCKER.resolve("prometheus/alerts.yml"))) {
            Map<String, List<Map<String, List<Map<String, ?>>>>> file = new Yaml().load(reader);
            return file.getOrDefault("groups", List.of()).stream()
                    .flatMap(group -> group.getOrDefault("rules", List.of()).stream())
                    .toList();
        }
    }

    private static List<String> alertExpressions() throws IOException {
        return alerts().stream().map(rule -> String.valueOf(rule.get("expr"))).toList();
    }

    private static List<JsonNode> panels() throws IOException {
        List<JsonNode> panels = new ArrayList<>();
        new ObjectMapper()
                .readTree(DOCKER.resolve("grafana/dashboards/stagedoor.json").toFile())
                .path("panels")
                .forEach(panels::add);
        return panels;
    }

    private static List<String> dashboardExpressions() throws IOException {
        return panels().stream()
                .flatMap(panel -> panel.path("targets").valueStream())
                .map(target -> target.path("expr").asText())
                .toList();
    }

    @Test
    void everythingWatchedIsServed() throws IOException {
        Set<String> served = served();
        List<String> expressions = new ArrayList<>(alertExpressions());
        expressions.addAll(dashboardExpressions());
        assertThat(expressions).hasSizeGreaterThan(20).allSatisfy(expression -> {
            List<String> names = NAME.matcher(expression)
                    .results()
                    .map(result -> result.group())
                    .toList();
            assertThat(served).as(expression).containsAll(names);
            assertThat(names.isEmpty()).as(expression).isEqualTo(expression.startsWith("up{"));
        });
    }

    @Test
    void everyNumberOfOursIsOnTheDashboard() throws IOException {
        String all = String.join("\n", dashboardExpressions());
        assertThat(Metric.values())
                .allSatisfy(metric -> assertThat(all).as(metric.name()).contains(metric.wireName()));
    }

    @Test
    void reasonsAndLabelsExist() throws IOException {
        Set<String> reasons = Stream.<Enum<?>>concat(
                        Arrays.stream(TransportDrop.values()), Arrays.stream(Drop.values()))
                .map(Enum::name)
                .collect(Collectors.toSet());
        for (String expression : alertExpressions()) {
            Matcher reason = REASON.matcher(expression);
            while (reason.find()) {
                assertThat(reasons).contains(reason.group(1));
            }
        }
        for (JsonNode panel : panels()) {
            for (JsonNode target : panel.path("targets")) {
                Matcher label = LEGEND.matcher(target.path("legendFormat").asText());
                while (label.find()) {
                    Set<String> labels = labelsIn(target.path("expr").asText());
                    labels.add("instance");
                    assertThat(labels).as(panel.path("title").asText()).contains(label.group(1));
                }
            }
        }
    }

    private static Set<String> labelsIn(String expression) {
        return Arrays.stream(Metric.values())
                .filter(metric -> expression.contains(metric.wireName()))
                .flatMap(metric -> metric.labels().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyAlertSaysWhatToDo() throws IOException {
        String operations = Files.readString(OPERATIONS);
        assertThat(alerts()).hasSizeGreaterThan(5).allSatisfy(rule -> {
            assertThat(operations).contains("### " + rule.get("alert"));
            assertThat(String.valueOf(rule.get("annotations"))).contains("summary=");
            assertThat(String.valueOf(rule.get("labels"))).containsAnyOf("severity=page", "severity=ticket");
        });
    }

    @Test
    void panelsDoNotOverlap() throws IOException {
        List<JsonNode> places =
                panels().stream().map(panel -> panel.path("gridPos")).toList();
        for (int i = 0; i < places.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(overlap(places.get(i), places.get(j)))
                        .as("panels %d and %d", j, i)
                        .isFalse();
            }
        }
    }

    private static boolean overlap(JsonNode a, JsonNode b) {
        return crosses(a, b, "x", "w") && crosses(a, b, "y", "h");
    }

    private static boolean crosses(JsonNode a, JsonNode b, String start, String length) {
        int first = a.path(start).asInt();
        int second = b.path(start).asInt();
        return first < second + b.path(length).asInt()
                && second < first + a.path(length).asInt();
    }
}
