package dev.stagedoor.signaling.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * STUN and TURN servers with credentials made for the caller: the shared-secret scheme of draft-uberti-behave-turn-rest,
 * which coturn implements. The user name says when it expires, the password is its HMAC-SHA1 under the secret.
 */
final class IceOperations implements Operations {
    private final IceConfig config;
    private final InstantSource clock;

    IceOperations(IceConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of("getIceServers", request -> Reply.ok(serversFor(request.userId())));
    }

    record IceServers(List<IceServer> iceServers, long ttlSeconds) {}

    record IceServer(
            List<String> urls,
            @Nullable String username,
            @Nullable String credential) {}

    IceServers serversFor(UUID userId) {
        List<IceServer> servers = new ArrayList<>();
        if (!config.stunUrls().isEmpty()) {
            servers.add(new IceServer(config.stunUrls(), null, null));
        }
        if (!config.turnUrls().isEmpty()) {
            servers.add(turnServer(userId));
        }
        return new IceServers(List.copyOf(servers), config.credentialLifetime().toSeconds());
    }

    /** The same as links, one for each address (RFC 9725 section 4.6). */
    List<String> links(UUID userId) {
        List<String> links = new ArrayList<>();
        for (IceServer server : serversFor(userId).iceServers()) {
            String credentials = server.username() == null
                    ? ""
                    : "; username=\"" + server.username() + "\"; credential=\"" + server.credential()
                            + "\"; credential-type=\"password\"";
            server.urls().forEach(url -> links.add("<" + url + ">; rel=\"ice-server\"" + credentials));
        }
        return links;
    }

    private IceServer turnServer(UUID userId) {
        if (config.turnSecret().isEmpty()) {
            return new IceServer(config.turnUrls(), null, null);
        }
        long expiry = clock.instant().plus(config.credentialLifetime()).getEpochSecond();
        String username = expiry + ":" + userId;
        return new IceServer(config.turnUrls(), username, passwordOf(username));
    }

    private String passwordOf(String username) {
        try {
            Mac hmac = Mac.getInstance("HmacSHA1");
            hmac.init(new SecretKeySpec(config.turnSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(hmac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA1", e);
        }
    }
}
