package dev.stagedoor.build.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Advisories of several sources. A source may be one advisory, a list of them, what {@link Recorder} wrote, a folder of those, or
 * a ZIP file of them, such as OSV's {@code all.zip} of an ecosystem. What is read later replaces what its id or one of its aliases names.
 */
final class AdvisoryList {
    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<String, Advisory> byId = new TreeMap<>();
    private final Map<Ecosystem, LocalDate> keptUntil = new EnumMap<>(Ecosystem.class);
    private final Set<Ecosystem> met = EnumSet.noneOf(Ecosystem.class);
    private final Map<Ecosystem, Set<String>> names;
    private final OsvReader reader = new OsvReader(this::isOurs);

    /** @param components what the advisories are compared with; those about other packages are passed over */
    AdvisoryList(Collection<Component> components) {
        this.names = components.stream()
                .collect(Collectors.groupingBy(
                        Component::ecosystem, Collectors.mapping(Component::name, Collectors.toSet())));
    }

    private boolean isOurs(Ecosystem ecosystem, String name) {
        met.add(ecosystem);
        return names.getOrDefault(ecosystem, Set.of()).contains(name);
    }

    Collection<Advisory> all() {
        return byId.values();
    }

    /** The day up to which the list of an ecosystem was recorded. */
    Map<Ecosystem, LocalDate> keptUntil() {
        return keptUntil;
    }

    Optional<Advisory> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The one under the name that another source gives it, or an alias of that. */
    Optional<Advisory> sameAs(Advisory advisory) {
        return advisory.names().flatMap(name -> find(name).stream()).findFirst();
    }

    /**
     * Reads one source.
     *
     * @return whose packages it speaks of, ours or not
     * @throws UnusableInput if it is not there or holds something else
     */
    Set<Ecosystem> add(Path source) throws IOException {
        met.clear();
        if (Files.isDirectory(source)) {
            try (Stream<Path> files = Files.walk(source)) {
                for (Path file : files.filter(file -> file.toString().endsWith(".json"))
                        .sorted()
                        .toList()) {
                    addDocument(file.toString(), Files.readString(file));
                }
            }
        } else if (!Files.isReadable(source)) {
            throw new UnusableInput(source + ": is no file that can be read");
        } else if (source.toString().endsWith(".zip")) {
            addZip(source);
        } else {
            addDocument(source.toString(), Files.readString(source));
        }
        return Set.copyOf(met);
    }

    private void addZip(Path source) throws IOException {
        int entries = 0;
        try (InputStream file = Files.newInputStream(source);
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries++;
                if (entry.getName().endsWith(".json")) {
                    addDocument(source + "!" + entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        if (entries == 0) {
            throw new UnusableInput(source + ": is no ZIP file, or an empty one");
        }
    }

    private void addDocument(String where, String json) throws UnusableInput {
        try {
            JsonNode document = mapper.readTree(json);
            if (document.has("advisories")) {
                addDates(document.path("kept_until"));
                document = document.path("advisories");
            }
            if (!document.isObject() && !document.isArray()) {
                throw new UnusableInput("is neither an advisory of the OSV schema nor a list of them");
            }
            for (JsonNode one :
                    document.isArray() ? document : mapper.createArrayNode().add(document)) {
                Advisory advisory = reader.read(one);
                add(advisory);
            }
        } catch (JsonProcessingException unreadable) {
            throw new UnusableInput(where + ": is no JSON: " + unreadable.getOriginalMessage());
        } catch (UnusableInput wrong) {
            throw new UnusableInput(where + ": " + wrong.getMessage());
        }
    }

    private void add(Advisory advisory) {
        byId.remove(advisory.id());
        if (!advisory.affected().isEmpty()) {
            // One that was withdrawn may name the one that stays.
            if (!advisory.withdrawn()) {
                advisory.aliases().forEach(byId::remove);
            }
            byId.put(advisory.id(), advisory);
        }
    }

    private void addDates(JsonNode dates) throws UnusableInput {
        for (Map.Entry<String, JsonNode> date : dates.properties()) {
            Ecosystem ecosystem = Ecosystem.named(date.getKey())
                    .orElseThrow(() -> new UnusableInput("'kept_until' is of Maven and npm, not of " + date.getKey()));
            try {
                keptUntil.put(ecosystem, LocalDate.parse(date.getValue().asText()));
            } catch (DateTimeException unreadable) {
                throw new UnusableInput("'kept_until' has dates like 2026-01-31, not " + date.getValue());
            }
        }
    }
}
