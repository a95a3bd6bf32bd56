package dev.stagedoor.signaling;

import dev.stagedoor.signaling.identity.IdentityConfig;
import dev.stagedoor.signaling.session.Realtime;
import dev.stagedoor.signaling.web.HttpConfig;
import dev.stagedoor.signaling.web.IceConfig;
import dev.stagedoor.signaling.whip.NodeSettings;
import dev.stagedoor.signaling.whip.WhipSettings;
import java.time.Duration;

/**
 * Everything about signalling that can be set.
 *
 * @param drainWithin how long a server that is asked to stop lets calls go on
 * @param mediaRecords how long what the media node saw of a call is kept; zero keeps nothing
 * @param databaseConnections how many connections of the pool signalling may use at a time
 */
public record SignalingConfig(
        HttpConfig http,
        IceConfig ice,
        IdentityConfig identity,
        Realtime.Settings realtime,
        WhipSettings whip,
        NodeSettings nodes,
        Duration drainWithin,
        Duration mediaRecords,
        int databaseConnections) {
    /** What an installation starts with. */
    public static SignalingConfig on(String host, int port) {
        return new SignalingConfig(
                HttpConfig.on(host, port),
                IceConfig.none(),
                IdentityConfig.defaults(),
                Realtime.Settings.defaults(),
                WhipSettings.defaults(),
                NodeSettings.alone(),
                Duration.ofSeconds(15),
                Duration.ofDays(30),
                8);
    }
}
