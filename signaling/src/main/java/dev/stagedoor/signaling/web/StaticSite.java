package dev.stagedoor.signaling.web;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of one built web app, held in memory: a few megabytes, read once, so that no request can reach any other
 * file and no event loop waits for a disk. Addresses that are no file get {@code index.html}, because the app has its own
 * routes (a single-page app); names with an extension do not, so that a missing script is a 404 and not a page.
 */
final class StaticSite implements Handler<RoutingContext> {
    private static final String INDEX = "index.html";

    private final String prefix;
    private final Map<String, SiteFile> files;

    /**
     * @param prefix where the app is mounted, beginning and ending with a slash
     * @param folder null if the app was not built
     */
    StaticSite(String prefix, @Nullable Path folder) {
        this(prefix, folder == null || !Files.isDirectory(folder) ? Map.of() : read(folder));
    }

    /** @param files by their path below the prefix */
    StaticSite(String prefix, Map<String, SiteFile> files) {
        this.prefix = prefix;
        this.files = Map.copyOf(files);
    }

    /** Whether there is an app to serve. */
    boolean isPresent() {
        return files.containsKey(INDEX);
    }

    private static Map<String, SiteFile> read(Path folder) {
        Map<String, SiteFile> files = new HashMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                files.put(name, SiteFile.of(name, Files.readAllBytes(file)));
            }
            return Map.copyOf(files);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the web app in " + folder, e);
        }
    }

    @Override
    public void handle(RoutingContext context) {
        SiteFile file = find(context.normalizedPath());
        if (file == null) {
            context.next();
        } else {
            send(context, file);
        }
    }

    private @Nullable SiteFile find(String path) {
        if (!path.startsWith(prefix)) {
            return null;
        }
        String name = path.substring(prefix.length());
        SiteFile file = files.get(name);
        boolean isRouteOfTheApp = name.lastIndexOf('.') <= name.lastIndexOf('/');
        return file == null && isRouteOfTheApp ? files.get(INDEX) : file;
    }

    private static void send(RoutingContext context, SiteFile file) {
        HttpServerResponse response = context.response();
        response.putHeader(
                        HttpHeaders.CACHE_CONTROL, file.hashed() ? "public, max-age=31536000, immutable" : "no-cache")
                .putHeader(HttpHeaders.ETAG, file.etag())
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (isKnown(context.request().getHeader(HttpHeaders.IF_NONE_MATCH), file.etag())) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.contentType());
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        Buffer gzip = file.gzip();
        if (gzip != null && accepted != null && accepted.contains("gzip")) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(gzip);
        } else {
            response.end(file.bytes());
        }
    }

    /** Proxies weaken entity tags they have recompressed; the content is the same for a GET. */
    private static boolean isKnown(@Nullable String ifNoneMatch, String etag) {
        return ifNoneMatch != null && (ifNoneMatch.equals("*") || ifNoneMatch.contains(etag));
    }
}
