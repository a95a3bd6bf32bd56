package dev.stagedoor.server.deployment;

import static dev.stagedoor.server.deployment.DeploymentFiles.DOCKER;
import static dev.stagedoor.server.deployment.DeploymentFiles.ROOT;
import static dev.stagedoor.server.deployment.DeploymentFiles.mapAt;
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

/** A key that an engine does not know is refused there, or worse, passed over: here it is found before; compose files in compose.spec. */
class SchemaTest {
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
