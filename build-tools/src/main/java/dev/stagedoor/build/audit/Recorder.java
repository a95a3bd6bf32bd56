package dev.stagedoor.build.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes advisories down for the repository, one a line: the facts about packages of ours. A summary is one of ours or missing; the
 * sentences of others are theirs.
 */
final class Recorder {
    private final ObjectMapper mapper = new ObjectMapper();

    /**
     * The text of the recorded list.
     *
     * @param former what was recorded before, whose summaries stay
     * @param now former and new advisories
     * @param renewed ecosystems whose advisories were all looked at today
     */
    String text(AdvisoryList former, AdvisoryList now, Set<Ecosystem> renewed, LocalDate today) {
        Map<Ecosystem, LocalDate> dates = new EnumMap<>(Ecosystem.class);
        dates.putAll(former.keptUntil());
        renewed.forEach(ecosystem -> dates.put(ecosystem, today));
        ObjectNode kept = mapper.createObjectNode();
        dates.forEach((ecosystem, date) -> kept.put(ecosystem.osvName(), date.toString()));
        String lines = now.all().stream()
                .filter(advisory -> !advisory.withdrawn())
                .map(advisory -> line(
                        advisory, former.sameAs(advisory).map(Advisory::summary).orElse("")))
                .collect(Collectors.joining(",\n"));
        return "{\"kept_until\":" + kept + ",\n\"advisories\":[\n" + lines + "\n]}\n";
    }

    private String line(Advisory advisory, String summary) {
        ObjectNode line = mapper.createObjectNode().put("id", advisory.id());
        ArrayNode aliases = line.putArray("aliases");
        advisory.aliases().forEach(aliases::add);
        if (!summary.isEmpty()) {
            line.put("summary", summary);
        }
        if (!advisory.severity().isEmpty()) {
            line.putObject("database_specific").put("severity", advisory.severity());
        }
        ArrayNode affected = line.putArray("affected");
        advisory.affected().forEach(one -> write(one, affected.addObject()));
        return line.toString();
    }

    private static void write(Affected one, ObjectNode json) {
        json.putObject("package").put("ecosystem", one.ecosystem().osvName()).put("name", one.name());
        ArrayNode ranges = json.putArray("ranges");
        for (Range range : one.ranges()) {
            ArrayNode events = ranges.addObject().put("type", "ECOSYSTEM").putArray("events");
            for (Range.Event event : range.events()) {
                events.addObject().put(event.kind().osvName(), event.version());
            }
        }
        // An export lists every version that a range covers once more.
        ArrayNode versions = json.putArray("versions");
        one.versions().stream().filter(version -> !one.isInRange(version)).forEach(versions::add);
        if (versions.isEmpty()) {
            json.remove("versions");
        }
    }
}
