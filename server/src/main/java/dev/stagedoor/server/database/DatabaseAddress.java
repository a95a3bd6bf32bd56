package dev.stagedoor.server.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Where a PostgreSQL is and who we are there. */
public record DatabaseAddress(String jdbcUrl, String user, String password) {
    private static final int DEFAULT_PORT = 5432;

    /**
     * Reads the form that hosting platforms hand out, {@code postgres://user:password@host:5432/name?sslmode=require}, or a
     * plain {@code jdbc:postgresql:} URL with the user in its query.
     *
     * @throws IllegalArgumentException saying what was expected; never with the password in it
     */
    public static DatabaseAddress parse(String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return new DatabaseAddress(url, "", "");
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(expectation());
        }
        boolean known = "postgres".equals(uri.getScheme()) || "postgresql".equals(uri.getScheme());
        if (!known
                || uri.getHost() == null
                || uri.getPath() == null
                || uri.getPath().length() < 2) {
            throw new IllegalArgumentException(expectation());
        }
        String[] userInfo = (uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo()).split(":", 2);
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new DatabaseAddress(
                "jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getRawPath() + query,
                decode(userInfo[0]),
                userInfo.length > 1 ? decode(userInfo[1]) : "");
    }

    @Override
    public String toString() {
        return jdbcUrl.replaceAll("password=[^&]*", "password=(secret)") + " as " + user;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String expectation() {
        return "expected postgres://user:password@host:5432/name or jdbc:postgresql://…";
    }
}
