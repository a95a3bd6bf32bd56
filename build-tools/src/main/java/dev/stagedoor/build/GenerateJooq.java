package dev.stagedoor.build;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Target;

/**
 * Generates jOOQ classes from what the migrations really make: starts an embedded PostgreSQL, runs Flyway over the
 * migrations, reads the schema back. The result is kept until a migration changes, so a warm build pays nothing.
 *
 * <p>Arguments: migrations directory, schema, target package, output directory.
 */
public final class GenerateJooq {
    /** Raise when the way of generating changes, so that old output is thrown away. */
    private static final String RECIPE = "3";

    /**
     * Held while a PostgreSQL starts: the first unpacks it under a file lock, which a second thread of the process is refused. Maven
     * loads this class anew for each module, and what is constant text is one object for all of them.
     */
    private static final String ONE_START_AT_A_TIME = "dev.stagedoor.build.GenerateJooq";

    private GenerateJooq() {}

    /** Entry point for the build; see the class comment for the arguments. */
    public static void main(String[] args) throws Exception {
        if (args.length != 4) {
            throw new IllegalArgumentException("expected <migrations> <schema> <package> <output>, got " + args.length);
        }
        Path migrations = Path.of(args[0]);
        String schema = args[1];
        String targetPackage = args[2];
        Path output = Path.of(args[3]);

        Path stamp = output.resolve(".migrations.sha256");
        String digest = digestOf(migrations, schema + '|' + targetPackage);
        if (Files.exists(stamp) && Files.readString(stamp).equals(digest)) {
            return;
        }
        Files.createDirectories(output);
        try (EmbeddedPostgres postgres = start()) {
            Flyway.configure()
                    .dataSource(postgres.getPostgresDatabase())
                    .schemas(schema)
                    .locations("filesystem:" + migrations)
                    .load()
                    .migrate();
            GenerationTool.generate(configuration(
                    postgres.getJdbcUrl("postgres", "postgres"), schema, targetPackage, output.toString()));
        }
        Files.writeString(stamp, digest);
    }

    private static EmbeddedPostgres start() throws IOException {
        synchronized (ONE_START_AT_A_TIME) {
            return EmbeddedPostgres.builder().start();
        }
    }

    private static Configuration configuration(String url, String schema, String targetPackage, String output) {
        return new Configuration()
                .withJdbc(new Jdbc().withUrl(url).withUser("postgres"))
                .withGenerator(new Generator()
                        .withDatabase(new Database()
                                .withName("org.jooq.meta.postgres.PostgresDatabase")
                                .withInputSchema(schema)
                                .withExcludes("flyway_schema_history"))
                        .withGenerate(new Generate()
                                .withRecords(true)
                                .withIndexes(false)
                                .withPojos(false)
                                .withJavaTimeTypes(true)
                                .withComments(false)
                                // Nobody uses these, and everybody would compile them: two thirds of the lines.
                                .withImplicitJoinPathsToOne(false)
                                .withImplicitJoinPathsToMany(false)
                                .withWhereMethodOverrides(false)
                                .withRenameMethodOverrides(false)
                                .withJavadoc(false)
                                .withGeneratedAnnotation(false))
                        .withTarget(new Target().withPackageName(targetPackage).withDirectory(output)));
    }

    private static String digestOf(Path migrations, String salt) throws IOException, NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update((RECIPE + salt).getBytes(StandardCharsets.UTF_8));
        try (Stream<Path> files = Files.list(migrations)) {
            for (Path file : files.sorted().toList()) {
                sha256.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                sha256.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
