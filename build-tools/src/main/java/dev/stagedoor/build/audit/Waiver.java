package dev.stagedoor.build.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody has looked at a vulnerability and found that it can wait.
 *
 * @param id the advisory's, or one of its aliases
 * @param packageName the one package that it is waived for
 * @param until the last day on which that counts, by UTC
 */
record Waiver(String id, String packageName, String reason, LocalDate until) {
    boolean covers(Component component, Advisory advisory) {
        return packageName.equals(component.name()) && advisory.names().anyMatch(id::equals);
    }

    boolean countsOn(LocalDate today) {
        return !today.isAfter(until);
    }

    /** @throws UnusableInput if one lacks a field: a waiver without reason or end is none */
    static List<Waiver> read(Path file) throws IOException {
        List<Waiver> waivers = new ArrayList<>();
        try {
            for (JsonNode one : new ObjectMapper().readTree(Files.readString(file))) {
                waivers.add(new Waiver(
                        field(one, "id", file),
                        field(one, "package", file),
                        field(one, "reason", file),
                        LocalDate.parse(field(one, "until", file))));
            }
        } catch (JsonProcessingException unreadable) {
            throw new UnusableInput(file + ": is no JSON: " + unreadable.getOriginalMessage());
        } catch (DateTimeException unreadable) {
            throw new UnusableInput(file + ": 'until' is a date like 2026-01-31; " + unreadable.getMessage());
        }
        return List.copyOf(waivers);
    }

    private static String field(JsonNode one, String name, Path file) throws UnusableInput {
        String text = one.path(name).asText();
        if (text.isBlank()) {
            throw new UnusableInput(file + ": a waiver has 'id', 'package', 'reason' and 'until'; missing: " + name);
        }
        return text;
    }
}
