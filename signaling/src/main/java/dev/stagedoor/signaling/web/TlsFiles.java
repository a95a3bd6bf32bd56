package dev.stagedoor.signaling.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificate files: read at start, and again when they have changed, so that a renewed one needs no restart. */
final class TlsFiles {
    private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);
    private static final long LOOK_EVERY_MS = 10_000;
    private static final Set<String> PROTOCOLS = Set.of("TLSv1.3", "TLSv1.2");

    private final HttpConfig.Tls files;
    private List<FileTime> lastSeen;

    TlsFiles(HttpConfig.Tls files) {
        this.files = files;
        this.lastSeen = changed();
    }

    /** Makes the server speak TLS with these files. */
    void secure(HttpServerOptions options) {
        options.setSsl(true).setKeyCertOptions(pair()).setEnabledSecureTransportProtocols(PROTOCOLS);
    }

    private PemKeyCertOptions pair() {
        return new PemKeyCertOptions()
                .setCertPath(files.certificate().toString())
                .setKeyPath(files.key().toString());
    }

    /** Looks at the files now and then for as long as the server listens. */
    void watch(Vertx vertx, HttpServer server) {
        vertx.setPeriodic(LOOK_EVERY_MS, timer -> {
            var _ = look(server);
        });
    }

    /** Takes the files up if they have changed; a pair that does not fit leaves the former in use. */
    Future<Boolean> look(HttpServer server) {
        List<FileTime> now = changed();
        if (now.equals(lastSeen)) {
            return Future.succeededFuture(false);
        }
        lastSeen = now;
        ServerSSLOptions renewed = new ServerSSLOptions();
        renewed.setKeyCertOptions(pair());
        renewed.setEnabledSecureTransportProtocols(PROTOCOLS);
        // By force: the names of the files are the same, and only those would be compared.
        return server.updateSSLOptions(renewed, true)
                .onSuccess(done -> LOG.info("The certificate in {} was renewed", files.certificate()))
                .onFailure(broken -> LOG.error(
                        "The certificate in {} cannot be used, the former one goes on: {}",
                        files.certificate(),
                        broken.getMessage()))
                .otherwise(false);
    }

    private List<FileTime> changed() {
        try {
            return List.of(Files.getLastModifiedTime(files.certificate()), Files.getLastModifiedTime(files.key()));
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
