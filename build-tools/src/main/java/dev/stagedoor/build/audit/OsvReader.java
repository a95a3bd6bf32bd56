package dev.stagedoor.build.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one advisory of the OSV schema, and of it what concerns packages that somebody asks for. */
final class OsvReader {
    private static final Map<String, Range.Kind> KINDS =
            Stream.of(Range.Kind.values()).collect(Collectors.toMap(Range.Kind::osvName, kind -> kind));

    private final BiPredicate<Ecosystem, String> wanted;

    /** @param wanted whether a package of this name is of interest */
    OsvReader(BiPredicate<Ecosystem, String> wanted) {
        this.wanted = wanted;
    }

    /** @throws UnusableInput if it is no advisory */
    Advisory read(JsonNode osv) throws UnusableInput {
        String id = text(osv, "id", "an advisory has an 'id'");
        List<Affected> affected = new ArrayList<>();
        for (JsonNode one : array(osv, "affected", id)) {
            JsonNode named = one.path("package");
            Optional<Ecosystem> ecosystem =
                    Ecosystem.named(named.path("ecosystem").asText());
            String name = named.path("name").asText();
            if (ecosystem.isPresent() && wanted.test(ecosystem.get(), name)) {
                affected.add(affected(one, ecosystem.get(), name, id));
            }
        }
        return new Advisory(
                id,
                texts(array(osv, "aliases", id)),
                osv.path("summary").asText(),
                osv.path("database_specific").path("severity").asText(),
                osv.hasNonNull("withdrawn"),
                List.copyOf(affected));
    }

    private static Affected affected(JsonNode one, Ecosystem ecosystem, String name, String id) throws UnusableInput {
        List<Range> ranges = new ArrayList<>();
        for (JsonNode range : array(one, "ranges", id)) {
            // Commits say nothing of what is in a registry.
            if (!range.path("type").asText().equals("GIT")) {
                ranges.add(range(range, ecosystem, id));
            }
        }
        return new Affected(ecosystem, name, List.copyOf(ranges), texts(array(one, "versions", id)));
    }

    private static Range range(JsonNode range, Ecosystem ecosystem, String id) throws UnusableInput {
        List<Range.Event> events = new ArrayList<>();
        for (JsonNode event : array(range, "events", id)) {
            for (Map.Entry<String, JsonNode> field : event.properties()) {
                Range.Kind kind = KINDS.get(field.getKey());
                if (kind == null) {
                    throw new UnusableInput(id + ": a range has 'introduced', 'fixed' and 'last_affected', not '"
                            + field.getKey() + "'");
                }
                events.add(new Range.Event(kind, field.getValue().asText()));
            }
        }
        if (events.stream().noneMatch(event -> event.kind() == Range.Kind.INTRODUCED)) {
            throw new UnusableInput(id + ": a range without 'introduced' says nothing; \"0\" is the beginning");
        }
        try {
            events.forEach(event -> ecosystem.order().compare(event.version(), event.version()));
        } catch (IllegalArgumentException unreadable) {
            throw new UnusableInput(id + ": " + unreadable.getMessage());
        }
        return new Range(List.copyOf(events));
    }

    private static String text(JsonNode node, String field, String otherwise) throws UnusableInput {
        if (!node.path(field).isTextual()) {
            throw new UnusableInput(otherwise);
        }
        return node.path(field).asText();
    }

    private static JsonNode array(JsonNode node, String field, String id) throws UnusableInput {
        JsonNode found = node.path(field);
        if (!found.isMissingNode() && !found.isNull() && !found.isArray()) {
            throw new UnusableInput(id + ": '" + field + "' is a list");
        }
        return found;
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }
}
