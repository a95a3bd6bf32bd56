package dev.stagedoor.billing.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A call of a function of the database that takes arrays and returns rows, for the few that are called all the time: its text
 * is always the same, so it is not built anew for each call. Arguments are added in the function's order. What the database
 * refuses is thrown as jOOQ throws it.
 */
final class ArrayCall {
    private final String function;
    private final List<Argument> arguments = new ArrayList<>();

    private interface Argument {
        void bind(Connection connection, PreparedStatement statement, int place) throws SQLException;
    }

    /** Reads a row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** @param function its name within the schema */
    ArrayCall(String function) {
        this.function = function;
    }

    ArrayCall uuid(UUID value) {
        arguments.add((_, statement, place) -> statement.setObject(place, value));
        return this;
    }

    ArrayCall text(String value) {
        arguments.add((_, statement, place) -> statement.setString(place, value));
        return this;
    }

    ArrayCall integer(int value) {
        arguments.add((_, statement, place) -> statement.setInt(place, value));
        return this;
    }

    <S> ArrayCall uuids(Collection<S> items, Function<S, @Nullable UUID> part) {
        return array("uuid", UUID[]::new, items, part);
    }

    <S> ArrayCall texts(Collection<S> items, Function<S, @Nullable String> part) {
        return array("text", String[]::new, items, part);
    }

    <S> ArrayCall integers(Collection<S> items, Function<S, @Nullable Integer> part) {
        return array("int4", Integer[]::new, items, part);
    }

    <S> ArrayCall longs(Collection<S> items, Function<S, @Nullable Long> part) {
        return array("int8", Long[]::new, items, part);
    }

    <S> ArrayCall flags(Collection<S> items, Function<S, @Nullable Boolean> part) {
        return array("bool", Boolean[]::new, items, part);
    }

    <S> ArrayCall digests(Collection<S> items, Function<S, byte @Nullable []> part) {
        return array("bytea", byte[][]::new, items, part);
    }

    /** Of the type itself and not of objects: such arrays travel as they are in memory, and not as text. */
    private <S, T> ArrayCall array(
            String type, IntFunction<T[]> array, Collection<S> items, Function<S, @Nullable T> part) {
        T[] values = items.stream().map(part).toArray(array);
        arguments.add(
                (connection, statement, place) -> statement.setArray(place, connection.createArrayOf(type, values)));
        return this;
    }

    /** Makes the call; rows in the order in which they come. */
    <T> List<T> fetch(DSLContext sql, Row<T> row) {
        return sql.connectionResult(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(text())) {
                for (int i = 0; i < arguments.size(); i++) {
                    arguments.get(i).bind(connection, statement, i + 1);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    List<T> all = new ArrayList<>();
                    while (rows.next()) {
                        all.add(row.read(rows));
                    }
                    return all;
                }
            }
        });
    }

    private String text() {
        return "select * from billing." + function + "(?" + ", ?".repeat(arguments.size() - 1) + ")";
    }
}
