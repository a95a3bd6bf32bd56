package dev.stagedoor.build.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {
    @TempDir
    private Path folder = Path.of("");

    private final Inventory inventory = new Inventory();

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("list.json"), text);
    }

    @Test
    void readsNamesAsAdvisoriesWriteThem() throws IOException {
        inventory.addBillOfMaterials(file("""
                {"components": [
                  {"purl": "pkg:maven/io.netty/netty-transport-native-epoll@4.2.18.Final?classifier=linux-x86_64&type=jar"},
                  {"purl": "pkg:npm/%40swc/helpers@0.5.24"},
                  {"purl": "pkg:npm/tslib@2.9.1"},
                  {"purl": "pkg:maven/org.example/lib@1.0%2B2"},
                  {"purl": "pkg:deb/debian/curl@8"},
                  {"name": "no purl"}]}"""), true);
        assertThat(inventory.components())
                .containsExactlyInAnyOrder(
                        new Component(Ecosystem.MAVEN, "io.netty:netty-transport-native-epoll", "4.2.18.Final", true),
                        new Component(Ecosystem.NPM, "@swc/helpers", "0.5.24", true),
                        new Component(Ecosystem.NPM, "tslib", "2.9.1", true),
                        new Component(Ecosystem.MAVEN, "org.example:lib", "1.0+2", true));
    }

    @Test
    void whatIsShippedIsNotListedAgainAsATool() throws IOException {
        inventory.addBillOfMaterials(file("{\"components\": [{\"purl\": \"pkg:npm/tslib@2.9.1\"}]}"), true);
        inventory.addLockFile(file("""
                {"packages": {
                  "": {"name": "ours", "version": "0.1.0"},
                  "web": {"name": "@ours/web", "version": "0.1.0"},
                  "node_modules/@ours/web": {"resolved": "web", "link": true},
                  "node_modules/tslib": {"version": "2.9.1"},
                  "node_modules/vite": {"version": "8.3.8", "dev": true},
                  "node_modules/a/node_modules/@scope/b": {"version": "1.0.0", "dev": true},
                  "node_modules/alias": {"name": "really", "version": "3.0.0", "dev": true}}}"""));
        assertThat(inventory.components())
                .containsExactlyInAnyOrder(
                        new Component(Ecosystem.NPM, "tslib", "2.9.1", true),
                        new Component(Ecosystem.NPM, "vite", "8.3.8", false),
                        new Component(Ecosystem.NPM, "@scope/b", "1.0.0", false),
                        new Component(Ecosystem.NPM, "really", "3.0.0", false));
    }

    @Test
    void whatIsNoListIsSaid() throws IOException {
        Path missing = folder.resolve("missing.json");
        assertThatThrownBy(() -> inventory.addLockFile(missing))
                .isInstanceOf(UnusableInput.class)
                .hasMessageContainingAll("missing.json", "./stagedoor sbom");
        Path list = file("{}");
        assertThatThrownBy(() -> inventory.addBillOfMaterials(list, true)).hasMessageContaining("has no 'components'");
        file("{");
        assertThatThrownBy(() -> inventory.addLockFile(list)).hasMessageContaining("is no JSON");
        file("{\"components\": [{\"purl\": \"pkg:npm/tslib\"}]}");
        assertThatThrownBy(() -> inventory.addBillOfMaterials(list, true)).hasMessageContaining("without a version");
    }
}
