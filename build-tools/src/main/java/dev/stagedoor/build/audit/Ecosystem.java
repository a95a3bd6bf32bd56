package dev.stagedoor.build.audit;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/** A registry; each orders versions in its own way. */
enum Ecosystem {
    MAVEN("Maven", "pkg:maven/", ':'),
    NPM("npm", "pkg:npm/", '/');

    private final String osvName;
    private final String purlPrefix;
    private final char separator;

    Ecosystem(String osvName, String purlPrefix, char separator) {
        this.osvName = osvName;
        this.purlPrefix = purlPrefix;
        this.separator = separator;
    }

    /** By what an advisory calls it; a repository may stand behind a colon. */
    static Optional<Ecosystem> named(String osvName) {
        String registry = osvName.split(":", 2)[0];
        return Stream.of(values()).filter(one -> one.osvName.equals(registry)).findFirst();
    }

    static Optional<Ecosystem> ofPurl(String purl) {
        return Stream.of(values())
                .filter(one -> purl.startsWith(one.purlPrefix))
                .findFirst();
    }

    String osvName() {
        return osvName;
    }

    String purlPrefix() {
        return purlPrefix;
    }

    /** What stands between a group, or scope, and a name. */
    char separator() {
        return separator;
    }

    /**
     * Oldest first.
     *
     * @throws IllegalArgumentException for what is no version here
     */
    Comparator<String> order() {
        return switch (this) {
            case MAVEN -> Comparator.comparing(ComparableVersion::new);
            case NPM -> Comparator.comparing(Ecosystem::semantic);
        };
    }

    private static Semver semantic(String version) {
        @Nullable Semver strict = Semver.parse(version);
        @Nullable Semver read = strict == null ? Semver.coerce(version) : strict;
        if (read == null) {
            throw new IllegalArgumentException("'" + version + "' is no version of npm");
        }
        return read;
    }
}
