package dev.stagedoor.billing.papers;

import dev.stagedoor.billing.type.Typeface;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.fontbox.ttf.OS2WindowsMetricsTable;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fonts of papers, the most wanted first: those that are shipped, then those of a folder in the order of their names. They are
 * read when the first paper is written, and once.
 */
public final class PaperFonts {
    private static final Logger LOG = LoggerFactory.getLogger(PaperFonts.class);

    private static final String REGULAR = "fonts/sans/NotoSansMerged-Regular.ttf";
    private static final String MORE = "net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf";
    private static final String BOLD = "fonts/sans/NotoSansMerged-Bold.ttf";

    /**
     * What the regular font sets badly and the bold one well: of two fonts for Bengali that were merged into it, the rules of the
     * one join no letters of the other, letters of Odia lie apart, and tones of Thai stand beside their consonant.
     */
    private static final Set<UnicodeScript> BADLY_MERGED =
            Set.of(UnicodeScript.BENGALI, UnicodeScript.ORIYA, UnicodeScript.THAI);

    private final @Nullable Path folder;
    private final Set<UnicodeScript> told = ConcurrentHashMap.newKeySet();
    private @Nullable Faces faces;

    private PaperFonts(@Nullable Path folder) {
        this.folder = folder;
    }

    /** @param bold what headings are set in, followed by all others */
    record Faces(List<Typeface> regular, List<Typeface> bold) {}

    /** Those that are shipped. */
    public static PaperFonts shipped() {
        return new PaperFonts(null);
    }

    /** Those that are shipped, and the files {@code *.ttf} of a folder; one that cannot be used is left out and named in the log. */
    public static PaperFonts with(Path folder) {
        return new PaperFonts(folder);
    }

    synchronized Faces faces() {
        if (faces == null) {
            Typeface heavy = shipped(BOLD, Set.of());
            List<Typeface> regular = new ArrayList<>();
            regular.add(shipped(REGULAR, BADLY_MERGED));
            regular.add(shipped(MORE, Set.of()));
            regular.addAll(ofFolder());
            regular.add(heavy);
            List<Typeface> bold = new ArrayList<>();
            bold.add(heavy);
            bold.addAll(regular);
            faces = new Faces(List.copyOf(regular), List.copyOf(bold));
        }
        return faces;
    }

    /** Says once for each script that a paper shows boxes in place of its letters. */
    void missed(Set<UnicodeScript> scripts) {
        for (UnicodeScript script : scripts) {
            if (told.add(script)) {
                LOG.warn(
                        "no font for some letters of script {}: papers show a box for each → put a TrueType font that has them into the folder of papers.fonts",
                        script);
            }
        }
    }

    private List<Typeface> ofFolder() {
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Typeface> usable = new ArrayList<>();
            for (Path file : files.filter(PaperFonts::isFont).sorted().toList()) {
                Typeface typeface =
                        new Typeface(file.getFileName().toString(), direct(Files.readAllBytes(file)), Set.of());
                String fault = fault(typeface);
                if (fault == null) {
                    usable.add(typeface);
                } else {
                    LOG.warn("font {} is left out: {}", file, fault);
                }
            }
            return usable;
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("fonts of {} are left out: {}", folder, e.toString());
            return List.of();
        }
    }

    /** Whether it is one by its name. */
    private static boolean isFont(Path file) {
        return file.getFileName().toString().endsWith(".ttf");
    }

    /** Why a font cannot go into papers; null if it can. */
    private static @Nullable String fault(Typeface typeface) {
        try (TrueTypeFont font = parsed(typeface)) {
            if (!font.getTableMap().containsKey("glyf")) {
                return "its outlines are not TrueType";
            }
            OS2WindowsMetricsTable rights = font.getOS2Windows();
            boolean restricted =
                    rights != null && (rights.getFsType() & 0xF) == OS2WindowsMetricsTable.FSTYPE_RESTRICTED;
            return restricted ? "its maker does not let it be put into documents" : null;
        } catch (IOException | RuntimeException e) {
            return e.toString();
        }
    }

    /** For PDFBox; whoever asks for it closes it. */
    static TrueTypeFont parsed(Typeface typeface) throws IOException {
        return new TTFParser().parse(new RandomAccessReadBuffer(typeface.file().duplicate()));
    }

    private static Typeface shipped(String name, Set<UnicodeScript> without) {
        try (InputStream file = PaperFonts.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " was not packed with the rest");
            }
            return new Typeface(name, direct(file.readAllBytes()), without);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer();
    }
}
