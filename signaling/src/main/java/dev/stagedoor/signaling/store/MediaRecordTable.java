package dev.stagedoor.signaling.store;

import static dev.stagedoor.signaling.store.jooq.Tables.CALL;
import static dev.stagedoor.signaling.store.jooq.Tables.MEDIA_RECORD;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.signaling.MediaBrowser.Event;
import dev.stagedoor.signaling.admin.MediaRecordStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;

/** Media records in {@code app.media_record}, a participant's events as one array. */
public final class MediaRecordTable implements MediaRecordStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Line>> LINES = new TypeReference<>() {};

    private final Database database;

    /** An event as it is written: whoever renames something here cannot read what is there. */
    private record Line(long firstMs, long lastMs, int times, String kind, String detail) {
        static Line of(Event event) {
            return new Line(
                    event.firstAt().toEpochMilli(),
                    event.lastAt().toEpochMilli(),
                    event.times(),
                    event.kind(),
                    event.detail());
        }

        Event event() {
            return new Event(Instant.ofEpochMilli(firstMs), Instant.ofEpochMilli(lastMs), times, kind, detail);
        }
    }

    /** @param database migrated */
    public MediaRecordTable(Database database) {
        this.database = database;
    }

    @Override
    public void keep(UUID roomId, Map<UUID, List<Event>> timelines, Instant now) {
        database.transaction(sql -> {
            boolean ofACall = sql.fetchExists(CALL, CALL.ID.eq(roomId));
            if (ofACall) {
                timelines.forEach((participantId, events) -> insert(sql, roomId, participantId, events, now));
            }
            return ofACall;
        });
    }

    private static void insert(DSLContext sql, UUID callId, UUID participantId, List<Event> events, Instant now) {
        sql.insertInto(MEDIA_RECORD)
                .set(MEDIA_RECORD.CALL_ID, callId)
                .set(MEDIA_RECORD.PARTICIPANT_ID, participantId)
                .set(MEDIA_RECORD.KEPT_AT, Database.utc(now))
                .set(MEDIA_RECORD.EVENTS, JSONB.valueOf(written(events)))
                .onConflictDoNothing()
                .execute();
    }

    @Override
    public List<Event> timeline(UUID roomId, UUID participantId) {
        JSONB events = database.query(sql -> sql.select(MEDIA_RECORD.EVENTS)
                .from(MEDIA_RECORD)
                .where(MEDIA_RECORD.CALL_ID.eq(roomId))
                .and(MEDIA_RECORD.PARTICIPANT_ID.eq(participantId))
                .fetchOne(MEDIA_RECORD.EVENTS));
        return events == null ? List.of() : read(events.data());
    }

    @Override
    public int deleteBefore(Instant time) {
        return database.query(sql -> sql.deleteFrom(MEDIA_RECORD)
                .where(MEDIA_RECORD.KEPT_AT.lt(Database.utc(time)))
                .execute());
    }

    private static String written(List<Event> events) {
        try {
            return JSON.writeValueAsString(events.stream().map(Line::of).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("events that are no JSON", e);
        }
    }

    private static List<Event> read(String events) {
        try {
            return JSON.readValue(events, LINES).stream().map(Line::event).toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("app.media_record has what this version cannot read", e);
        }
    }
}
