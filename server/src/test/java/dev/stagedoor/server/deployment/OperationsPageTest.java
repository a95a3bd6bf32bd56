package dev.stagedoor.server.deployment;

import static dev.stagedoor.server.deployment.DeploymentFiles.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whoever copies from docs/operations.md copies names that exist. */
class OperationsPageTest {
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]+`");
    private static final Pattern SETTING = Pattern.compile("(?m)^([a-z]+(?:[.-][a-z0-9]+)+)(?==)");
    private static final Pattern VARIABLE = Pattern.compile("\\bSTAGEDOOR_[A-Z_]+\\b");
    private static final Pattern COMMAND = Pattern.compile("\\./stagedoor ([a-z-]+)");
    private static final Pattern ROUTE = Pattern.compile("(?<=[ `])(/(?:api/v1|health)/[^ `?|…]+)");
    private static final Pattern RELAY_SETTING = Pattern.compile("\\bTURN_[A-Z_]+\\b");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)[)#]");

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/operations.md"));
    }

    /** What stands in it between backticks. */
    private static String code() throws IOException {
        return CODE.matcher(page())
                .results()
                .map(found -> found.group().replaceAll("^`+|`+$", ""))
                .collect(Collectors.joining("\n"));
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(result -> result.groupCount() > 0 ? result.group(1) : result.group())
                .distinct()
                .toList();
    }

    @Test
    void settingsExist() throws IOException {
        assertThat(found(SETTING, code())).hasSizeGreaterThan(20).isSubsetOf(DeploymentFiles.knownSettings());
        assertThat(found(VARIABLE, code())).isNotEmpty().isSubsetOf(DeploymentFiles.knownVariables());
    }

    @Test
    void commandsExistAndAllButThoseOfDevelopersAreNamed() throws IOException {
        String help = Files.readString(ROOT.resolve("stagedoor"));
        List<String> commands = Pattern.compile("(?m)^  ([a-z-]+)(?: [A-Z]+)?  +[a-z]")
                .matcher(help.substring(help.indexOf("usage:"), help.indexOf("\nUSAGE\n}")))
                .results()
                .map(line -> line.group(1))
                .toList();
        assertThat(commands).contains("up", "doctor", "house", "backup");
        assertThat(found(COMMAND, code())).isSubsetOf(commands);
        List<String> others = List.of("up", "test", "smoke", "help");
        assertThat(commands.stream()
                        .filter(command -> !others.contains(command))
                        .toList())
                .isSubsetOf(found(COMMAND, code()));
    }

    @Test
    void routesExist() throws IOException {
        List<Pattern> routes = Files.readString(ROOT.resolve("signaling/src/main/resources/openapi.yaml"))
                .lines()
                .filter(line -> line.matches("  /[^ ]*:"))
                .map(line -> Pattern.compile(line.strip().replaceAll(":$", "").replaceAll("\\{[^}]+}", "[^/]+")))
                .toList();
        assertThat(found(ROUTE, page()))
                .hasSizeGreaterThan(5)
                .allSatisfy(route -> assertThat(routes)
                        .as(route)
                        .anyMatch(known -> known.matcher(route).matches()));
    }

    @Test
    void settingsOfTheRelayExist() throws IOException {
        List<String> known = found(RELAY_SETTING, Files.readString(ROOT.resolve("coturn/start")));
        assertThat(found(RELAY_SETTING, page())).hasSizeGreaterThan(3).isSubsetOf(known);
    }

    @Test
    void filesExist() throws IOException {
        assertThat(LINK.matcher(page()).results().map(MatchResult::group))
                .hasSizeGreaterThan(5)
                .allSatisfy(link -> assertThat(ROOT.resolve("docs").resolve(link.replaceAll("^]\\(|[)#]$", "")))
                        .exists());
    }
}
