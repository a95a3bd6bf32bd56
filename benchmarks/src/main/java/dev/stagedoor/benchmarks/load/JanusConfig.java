package dev.stagedoor.benchmarks.load;

import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Configuration files for Janus with one plugin, one transport, and no opinion on sessions that are silent. */
final class JanusConfig {
    /** Where packages of systems with and without several architectures put it. */
    private static final List<Path> LIBRARIES =
            List.of(Path.of("/usr/lib"), Path.of("/usr/lib64"), Path.of("/usr/local/lib"));

    private JanusConfig() {}

    /**
     * Writes the files.
     *
     * @param address where it is to listen and to be reached
     * @param loops event loops that all clients share; 0 for a thread for each client, as Janus has it by default
     */
    static void write(Path directory, String address, int port, int loops) {
        var home = home();
        try {
            Files.writeString(directory.resolve("janus.jcfg"), main(home, address, loops));
            Files.writeString(directory.resolve("janus.transport.http.jcfg"), http(address, port));
            Files.writeString(directory.resolve("janus.plugin.videoroom.jcfg"), "general: { }\n");
        } catch (IOException e) {
            throw new LoadFailure("the configuration of Janus cannot be written: " + e.getMessage(), e);
        }
    }

    private static String main(Path home, String address, int loops) throws IOException {
        return """
            general: {
              plugins_folder = "%1$s/plugins"
              transports_folder = "%1$s/transports"
              events_folder = "%1$s/events"
              loggers_folder = "%1$s/loggers"
              debug_level = 4
              session_timeout = 0
              %2$s
            }
            certificates: { }
            media: { no_media_timer = 0 }
            nat: {
              ice_lite = true
              ice_enforce_list = "%3$s"
            }
            plugins: { disable = "%4$s" }
            transports: { disable = "%5$s" }
            events: { broadcast = false }
            """.formatted(
                        home,
                        loops == 0 ? "" : "event_loops = " + loops,
                        address,
                        without(home.resolve("plugins"), "libjanus_videoroom"),
                        without(home.resolve("transports"), "libjanus_http"));
    }

    private static String http(String address, int port) {
        return """
            general: {
              json = "compact"
              base_path = "/janus"
              http = true
              port = %d
              ip = "%s"
              https = false
            }
            admin: { admin_http = false }
            """.formatted(port, address);
    }

    /** The directory with its plugins and transports. */
    private static Path home() {
        for (var library : LIBRARIES) {
            try (var found = Files.find(library, 2, (path, _) -> path.endsWith("janus") && isHome(path))) {
                var first = found.findFirst();
                if (first.isPresent()) {
                    return first.get();
                }
            } catch (IOException _) {
                // Not every system has every one of these.
            }
        }
        throw new LoadFailure("Janus is not installed. On Debian and Ubuntu: apt-get install janus");
    }

    private static boolean isHome(Path path) {
        return Files.isDirectory(path.resolve("plugins")) && Files.isDirectory(path.resolve("transports"));
    }

    /** The names of all libraries but one kind, as Janus wants them to leave them out. */
    private static String without(Path directory, String kept) throws IOException {
        try (var files = Files.list(directory)) {
            return String.join(
                    ",",
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".so") && !name.startsWith(kept))
                            .sorted()
                            .toList());
        }
    }
}
