package dev.stagedoor.server.deployment;

import static dev.stagedoor.server.deployment.DeploymentFiles.DOCKER;
import static dev.stagedoor.server.deployment.DeploymentFiles.KUBERNETES;
import static dev.stagedoor.server.deployment.DeploymentFiles.ROOT;
import static dev.stagedoor.server.deployment.DeploymentFiles.at;
import static dev.stagedoor.server.deployment.DeploymentFiles.knownVariables;
import static dev.stagedoor.server.deployment.DeploymentFiles.listAt;
import static dev.stagedoor.server.deployment.DeploymentFiles.manifest;
import static dev.stagedoor.server.deployment.DeploymentFiles.manifests;
import static dev.stagedoor.server.deployment.DeploymentFiles.mapAt;
import static dev.stagedoor.server.deployment.DeploymentFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.server.config.Keys;
import dev.stagedoor.server.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be known of the deployment files without an engine: that they agree with each other and with the server. */
class DeploymentTest {
    private static final String POD = "spec.template.spec.";
    private static final String CONTAINER = POD + "containers.0.";

    private static List<String> dockerfile() throws IOException {
        return Files.readAllLines(DOCKER.resolve("Dockerfile"));
    }

    @Test
    void theImageCopiesWhatThereIs() throws IOException {
        assertThat(copied(dockerfile()))
                .isNotEmpty()
                .allSatisfy(source -> assertThat(ROOT.resolve(source)).exists());
    }

    @Test
    void theImageTakesTheJarThatIsBuilt() throws IOException {
        String version = Files.readString(ROOT.resolve("pom.xml"))
                .replaceFirst("(?s).*?<artifactId>stagedoor</artifactId>\\s*<version>([^<]+)</version>.*", "$1");
        String jar = "server/target/server-" + version + ".jar";
        assertThat(String.join("\n", dockerfile())).contains("COPY --from=server /src/" + jar + " server.jar");
        assertThat(Files.readString(ROOT.resolve("stagedoor"))).contains(jar);
    }

    /** Maven reads the file of every module, of those that it does not build, too. */
    @Test
    void theStageThatBuildsTheServerHasEveryModule() throws IOException {
        List<String> lines = dockerfile();
        int begin = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("FROM maven"))
                .findFirst()
                .orElseThrow());
        List<String> copied = copied(lines.stream()
                .skip(begin + 1L)
                .takeWhile(line -> !line.startsWith("FROM "))
                .toList());
        assertThat(Files.readString(ROOT.resolve("pom.xml"))
                        .lines()
                        .filter(line -> line.contains("<module>"))
                        .map(line -> line.replaceAll("</?module>", "").strip()))
                .hasSizeGreaterThan(6)
                .allSatisfy(module -> assertThat(copied).containsAnyOf(module, module + "/pom.xml"));
    }

    /** What these lines take from the repository. */
    private static List<String> copied(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("COPY ") && !line.contains("--from="))
                .flatMap(line -> {
                    List<String> words = Arrays.stream(line.split(" ", -1))
                            .skip(1)
                            .filter(word -> !word.startsWith("--"))
                            .toList();
                    return words.subList(0, words.size() - 1).stream();
                })
                .toList();
    }

    @Test
    void theImageIsSmallInRightsAndPinned() throws IOException {
        List<String> lines = dockerfile();
        assertThat(lines.stream()
                        .filter(line -> line.startsWith("USER "))
                        .toList()
                        .getLast())
                .isEqualTo("USER 10001");
        assertThat(lines.stream().filter(line -> line.startsWith("FROM ")))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).matches("FROM \\S+:\\S*\\d\\S*( AS \\w+)?"))
                .noneMatch(line -> line.contains(":latest"));
    }

    @Test
    void theImageRunsTheServerAsTheCommandDoes() throws IOException {
        String entry = dockerfile().stream()
                .filter(line -> line.startsWith("ENTRYPOINT"))
                .findFirst()
                .orElseThrow();
        String command = Files.readString(ROOT.resolve("stagedoor"));
        String flags = command.lines()
                .filter(line -> line.startsWith("jvm=("))
                .findFirst()
                .orElseThrow()
                .replaceAll("jvm=\\(|\\)", "");
        assertThat(flags.split(" ", -1)).allSatisfy(flag -> assertThat(entry).contains('"' + flag + '"'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"compose.yaml", "compose.dev.yaml"})
    void composedServicesCannotWriteToTheirImageOrGainRights(String file) throws IOException {
        Map<String, Object> services = mapAt(yaml(DOCKER.resolve(file)), "services");
        assertThat(services).allSatisfy((name, service) -> {
            assertThat(at(service, "read_only")).as(name).isEqualTo(true);
            assertThat(listAt(service, "cap_drop")).as(name).containsExactly("ALL");
            assertThat(listAt(service, "security_opt")).as(name).containsExactly("no-new-privileges:true");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"compose.yaml", "compose.dev.yaml"})
    void composedServersAreSetByKeysThatExist(String file) throws IOException {
        Map<String, Object> environment = mapAt(yaml(DOCKER.resolve(file)), "services.stagedoor.environment");
        assertThat(knownVariables()).containsAll(environment.keySet());
    }

    @Test
    void composedSecretsAreMadeAndUsed() throws IOException {
        Map<String, Object> compose = yaml(DOCKER.resolve("compose.yaml"));
        Set<String> declared = mapAt(compose, "secrets").keySet();
        String script = Files.readString(DOCKER.resolve("secrets.sh"));
        assertThat(declared).allSatisfy(name -> assertThat(script).contains(name));
        Set<Object> used = mapAt(compose, "services").values().stream()
                .flatMap(service -> listAt(service, "secrets").stream())
                .collect(Collectors.toSet());
        assertThat(used).isEqualTo(declared);
        assertThat(Files.readString(ROOT.resolve(".gitignore"))).contains("/docker/secrets/");
    }

    @Test
    void composedMountsExist() throws IOException {
        mapAt(yaml(DOCKER.resolve("compose.yaml")), "services").values().stream()
                .flatMap(service -> listAt(service, "volumes").stream())
                .map(volume -> String.valueOf(volume).split(":", -1)[0])
                .filter(source -> source.startsWith("."))
                .forEach(source -> assertThat(DOCKER.resolve(source)).isDirectory());
    }

    @Test
    void aComposedServerHasTimeToDrain() throws IOException {
        Map<String, Object> compose = yaml(DOCKER.resolve("compose.yaml"));
        long drainMs =
                Long.parseLong(String.valueOf(at(compose, "services.stagedoor.environment.STAGEDOOR_DRAIN_WITHIN_MS")));
        assertThat(at(compose, "services.stagedoor.stop_grace_period")).isEqualTo("11m");
        assertThat(drainMs).isLessThan(11 * 60_000);
    }

    @Test
    void theManifestsAreAllListedAndHaveTheirNames() throws IOException {
        List<Object> listed = listAt(manifest("Kustomization"), "resources");
        try (Stream<Path> files = Files.list(KUBERNETES)) {
            List<String> there = files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml") && !name.equals("kustomization.yaml"))
                    .toList();
            assertThat(listed).containsExactlyInAnyOrderElementsOf(there);
        }
        assertThat(manifests()).allSatisfy(object -> {
            assertThat(object).containsKeys("apiVersion", "kind");
            if (!"Kustomization".equals(object.get("kind"))) {
                assertThat(String.valueOf(at(object, "metadata.name"))).matches("[a-z0-9-]{1,63}");
            }
        });
    }

    @Test
    void thePodHasNoRightsAndMediaHasTheNetwork() throws IOException {
        Map<String, Object> set = manifest("StatefulSet");
        assertThat(at(set, POD + "hostNetwork")).isEqualTo(true);
        assertThat(at(set, POD + "securityContext.runAsNonRoot")).isEqualTo(true);
        assertThat(at(set, POD + "securityContext.runAsUser")).isEqualTo(10_001);
        assertThat(at(set, CONTAINER + "securityContext.readOnlyRootFilesystem"))
                .isEqualTo(true);
        assertThat(at(set, CONTAINER + "securityContext.allowPrivilegeEscalation"))
                .isEqualTo(false);
        assertThat(listAt(set, CONTAINER + "securityContext.capabilities.drop")).containsExactly("ALL");
        assertThat(at(set, POD + "automountServiceAccountToken")).isEqualTo(false);
    }

    @Test
    void probesAskWhatTheServerAnswers() throws IOException {
        Map<String, Object> set = manifest("StatefulSet");
        assertThat(at(set, CONTAINER + "livenessProbe.httpGet.path")).isEqualTo("/health/live");
        assertThat(at(set, CONTAINER + "startupProbe.httpGet.path")).isEqualTo("/health/live");
        assertThat(at(set, CONTAINER + "readinessProbe.httpGet.path")).isEqualTo("/health/ready");
        String contract = Files.readString(ROOT.resolve("signaling/src/main/resources/openapi.yaml"));
        assertThat(contract).contains("/health/live:", "/health/ready:");
        List<Object> ports = listAt(set, CONTAINER + "ports");
        assertThat(ports.stream().map(port -> at(port, "containerPort")))
                .containsExactly(
                        Integer.parseInt(Keys.HTTP_PORT.defaultText()),
                        Integer.parseInt(Keys.MEDIA_PORT.defaultText()));
    }

    @Test
    void selectorsMeetThePod() throws IOException {
        Map<String, Object> labels = mapAt(manifest("StatefulSet"), "spec.template.metadata.labels");
        for (Map<String, Object> selector : List.of(
                mapAt(manifest("StatefulSet"), "spec.selector.matchLabels"),
                mapAt(manifest("Service"), "spec.selector"),
                mapAt(manifest("PodDisruptionBudget"), "spec.selector.matchLabels"))) {
            assertThat(labels).containsAllEntriesOf(selector);
        }
    }

    @Test
    void volumesAreThereAndSettingsAreKnown() throws IOException {
        Map<String, Object> set = manifest("StatefulSet");
        Set<Object> volumes = listAt(set, POD + "volumes").stream()
                .map(volume -> at(volume, "name"))
                .collect(Collectors.toSet());
        assertThat(listAt(set, CONTAINER + "volumeMounts").stream().map(mount -> at(mount, "name")))
                .allSatisfy(name -> assertThat(volumes).contains(name));
        Set<String> variables = listAt(set, CONTAINER + "env").stream()
                .map(variable -> String.valueOf(at(variable, "name")))
                .collect(Collectors.toSet());
        assertThat(knownVariables()).containsAll(variables);
        Settings settings = Settings.load(KUBERNETES.resolve("stagedoor.properties"), true, Map.of(), Map.of());
        assertThat(settings.get(Keys.DRAIN_MS) / 1_000)
                .isLessThan(Long.parseLong(String.valueOf(at(set, POD + "terminationGracePeriodSeconds"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stagedoor.service", "stagedoor-turn.service"})
    void unitsRunWhatThereIs(String name) throws IOException {
        Properties unit = new Properties();
        unit.load(Files.newBufferedReader(DOCKER.resolve("systemd").resolve(name)));
        String program = unit.getProperty("ExecStart", "").split(" ", 2)[0].replace("/opt/stagedoor/", "");
        assertThat(ROOT.resolve(program)).isExecutable();
        assertThat(unit.getProperty("NoNewPrivileges")).isEqualTo("yes");
        assertThat(unit.getProperty("ProtectSystem")).isEqualTo("strict");
        assertThat(Integer.parseInt(unit.getProperty("LimitNOFILE", "0"))).isGreaterThanOrEqualTo(65_536);
    }
}
