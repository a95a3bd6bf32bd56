package dev.stagedoor.server.deployment;

import static dev.stagedoor.server.deployment.DeploymentFiles.DOCKER;
import static dev.stagedoor.server.deployment.DeploymentFiles.ROOT;
import static dev.stagedoor.server.deployment.DeploymentFiles.mapAt;
import static dev.stagedoor.server.deployment.DeploymentFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import dev.stagedoor.server.Programs;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key that an engine does not know is refused there, or worse, passed over: here it is found before. */
class SchemaTest {
    /** Of the Compose Specification, those that these files use or might. */
    private static final Set<String> OF_A_FILE =
            Set.of("name", "services", "networks", "volumes", "secrets", "configs");

    private static final Set<String> OF_A_SERVICE = Set.of(
            "build",
            "cap_add",
            "cap_drop",
            "command",
            "configs",
            "container_name",
            "depends_on",
            "devices",
            "dns",
            "entrypoint",
            "env_file",
            "environment",
            "expose",
            "extra_hosts",
            "healthcheck",
            "hostname",
            "image",
            "init",
            "labels",
            "logging",
            "mem_limit",
            "network_mode",
            "networks",
            "platform",
            "ports",
            "privileged",
            "profiles",
            "pull_policy",
            "read_only",
            "restart",
            "secrets",
            "security_opt",
            "shm_size",
            "stop_grace_period",
            "stop_signal",
            "sysctls",
            "tmpfs",
            "ulimits",
            "user",
            "volumes",
            "working_dir");
    private static final Set<String> OF_A_HEALTHCHECK =
            Set.of("test", "interval", "timeout", "retries", "start_period", "start_interval", "disable");
    private static final Set<String> OF_A_KUSTOMIZATION = Set.of(
            "apiVersion",
            "kind",
            "namespace",
            "resources",
            "labels",
            "configMapGenerator",
            "secretGenerator",
            "images",
            "patches",
            "replicas",
            "components",
            "commonAnnotations");

    private static void validate(Map<String, Object> manifest) throws IOException {
        String kind = String.valueOf(manifest.get("kind"));
        JsonElement json = new Gson().toJsonTree(manifest);
        switch (kind + " " + manifest.get("apiVersion")) {
            case "Namespace v1" -> V1Namespace.validateJsonElement(json);
            case "NetworkPolicy networking.k8s.io/v1" -> V1NetworkPolicy.validateJsonElement(json);
            case "PodDisruptionBudget policy/v1" -> V1PodDisruptionBudget.validateJsonElement(json);
            case "Service v1" -> V1Service.validateJsonElement(json);
            case "ServiceAccount v1" -> V1ServiceAccount.validateJsonElement(json);
            case "StatefulSet apps/v1" -> V1StatefulSet.validateJsonElement(json);
            case "Kustomization kustomize.config.k8s.io/v1beta1" ->
                assertThat(manifest.keySet()).isSubsetOf(OF_A_KUSTOMIZATION);
            default -> throw new AssertionError("an object that this test does not know: " + manifest);
        }
    }

    @Test
    void manifestsHaveTheFieldsOfTheirKinds() throws IOException {
        for (Map<String, Object> manifest : DeploymentFiles.manifests()) {
            validate(manifest);
        }
    }

    @Test
    void aMisspelledFieldDeepInAManifestIsFound() throws IOException {
        Map<String, Object> set = DeploymentFiles.manifest("StatefulSet");
        mapAt(set, "spec.template.spec.containers.0.readinessProbe").put("failureTreshold", 2);
        assertThatThrownBy(() -> validate(set)).hasMessageContaining("failureTreshold");
    }

    @ParameterizedTest
    @ValueSource(strings = {"compose.yaml", "compose.dev.yaml"})
    void composeFilesHaveTheKeysOfTheSpecification(String file) throws IOException {
        Map<String, Object> compose = yaml(DOCKER.resolve(file));
        assertThat(compose.keySet().stream().filter(key -> !key.startsWith("x-")))
                .isSubsetOf(OF_A_FILE);
        assertThat(mapAt(compose, "services")).allSatisfy((name, service) -> {
            Map<String, Object> keys = mapAt(compose, "services." + name);
            assertThat(keys.keySet()).as(name).isSubsetOf(OF_A_SERVICE);
            assertThat(keys.containsKey("image") || keys.containsKey("build"))
                    .as(name)
                    .isTrue();
            if (keys.containsKey("healthcheck")) {
                assertThat(mapAt(compose, "services." + name + ".healthcheck").keySet())
                        .as(name)
                        .isSubsetOf(OF_A_HEALTHCHECK);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"stagedoor.service", "stagedoor-turn.service"})
    void systemdKnowsEveryLineOfTheUnits(String name, @TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(Programs.has("systemd-analyze"), "systemd is not installed here");
        // It looks for the program, too.
        Path unit = Files.writeString(
                folder.resolve(name),
                Files.readString(DOCKER.resolve("systemd").resolve(name)).replace("/opt/stagedoor", ROOT.toString()));
        Process asked = new ProcessBuilder("systemd-analyze", "verify", "--man=no", unit.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        asked.waitFor();
        assertThat(said.lines().filter(line -> line.contains(name))).isEmpty();
    }
}
