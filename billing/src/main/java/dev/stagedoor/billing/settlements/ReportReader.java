package dev.stagedoor.billing.settlements;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.settlements.Settlement.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads a provider's file as a whole: one row that cannot be understood, and nothing of it counts. */
final class ReportReader {
    /** More than any settlement has, and little enough to be booked in one transaction. */
    private static final int MOST_ROWS = 50_000;

    private static final int FAULTS_TOLD = 20;
    /** {@code 2026-03-10 06:30:00} and the like; what follows the day is cut off before. */
    private static final int DAY_LENGTH = 10;

    private static final DateTimeFormatter INDIAN_DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");
    private static final List<ReportForm> FORMS = List.of(new StripeReport(), new RazorpayReport(), new PlainReport());

    private final String provider;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Building> settlements = new LinkedHashMap<>();
    private final Set<String> lineRefs = new HashSet<>();
    private int waiting;

    private ReportReader(String provider) {
        this.provider = provider;
    }

    /** One whose lines are still being read. */
    private record Building(LocalDate day, Asset asset, List<Settlement.Line> lines) {}

    /**
     * @param provider whose file it is said to be
     * @param text RFC 4180, its first row the names of the columns
     */
    static ReportReading read(String provider, String text) {
        return new ReportReader(provider).readAll(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private ReportReading readAll(String text) {
        try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(text)) {
            List<String> header = List.of();
            ReportForm form = FORMS.getFirst();
            int count = 0;
            for (CsvRecord row : rows) {
                if (header.isEmpty()) {
                    header = row.getFields().stream()
                            .map(name -> name.strip().toLowerCase(Locale.ROOT))
                            .toList();
                    form = formOf(header);
                    if (!faults.isEmpty()) {
                        break;
                    }
                } else if (faults.size() >= FAULTS_TOLD) {
                    faults.add("and no further than line " + row.getStartingLineNumber());
                    break;
                } else if (++count > MOST_ROWS) {
                    faults.add("a file has at most " + MOST_ROWS + " rows: take it for fewer days");
                    break;
                } else {
                    take(form, header, row);
                }
            }
        } catch (CsvParseException e) {
            faults.add("it is no file with comma-separated values: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("a text that was read from memory", e);
        }
        if (faults.isEmpty() && settlements.isEmpty() && waiting == 0) {
            faults.add("there is no row in it beside the names of the columns");
        }
        return faults.isEmpty() ? new ReportReading.Read(built(), waiting) : new ReportReading.Unreadable(faults);
    }

    private List<Settlement> built() {
        return settlements.entrySet().stream()
                .map(one -> new Settlement(
                        one.getKey(),
                        one.getValue().day(),
                        one.getValue().asset(),
                        one.getValue().lines()))
                .toList();
    }

    /**
     * A provider that has a form of its own is not read by another: its lines would have other names there, and count once more
     * when its own file comes.
     */
    private ReportForm formOf(List<String> header) {
        Set<String> names = new HashSet<>(header);
        if (names.size() < header.size()) {
            faults.add("a column is there twice");
        }
        ReportForm expected = FORMS.stream()
                .filter(form -> form.provider().equals(provider))
                .findFirst()
                .orElse(FORMS.getLast());
        Set<String> missing = missing(expected, names);
        if (!missing.isEmpty()) {
            String whose =
                    expected.provider().isEmpty() ? "a file for " + provider : expected.provider() + "'s own file";
            faults.add("it is not %s: columns are missing: %s".formatted(whose, String.join(", ", missing)));
        }
        return expected;
    }

    private static Set<String> missing(ReportForm form, Set<String> names) {
        Set<String> missing = new TreeSet<>(form.columns());
        missing.removeAll(names);
        return missing;
    }

    private void take(ReportForm form, List<String> header, CsvRecord row) {
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < Math.min(header.size(), row.getFieldCount()); i++) {
            cells.put(header.get(i), row.getField(i));
        }
        try {
            ReportForm.Entry entry = form.read(new ReportRow(cells));
            if (entry == null) {
                return;
            }
            if (entry.settlementRef().isEmpty()) {
                waiting++;
            } else {
                add(entry);
            }
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            faults.add("line %d: %s".formatted(row.getStartingLineNumber(), e.getMessage()));
        }
    }

    private void add(ReportForm.Entry entry) {
        Asset asset = asset(entry.currency());
        Building settlement = settlements.computeIfAbsent(
                entry.settlementRef(), _ -> new Building(day(entry.day()), asset, new ArrayList<>()));
        if (settlement.asset() != asset) {
            throw new IllegalArgumentException(
                    "settlement %s is in %s and in %s".formatted(entry.settlementRef(), settlement.asset(), asset));
        }
        if (!settlement.day().equals(day(entry.day()))) {
            throw new IllegalArgumentException("settlement %s is of %s and of %s"
                    .formatted(entry.settlementRef(), settlement.day(), day(entry.day())));
        }
        if (!lineRefs.add(entry.lineRef())) {
            throw new IllegalArgumentException(entry.lineRef() + " is there twice");
        }
        // What belongs to no payment is not owed and then kept: it is only kept.
        boolean isFee = entry.kind() == Kind.FEE;
        long netMinor = minor(entry.net(), asset);
        long grossMinor = isFee ? 0 : minor(entry.gross(), asset);
        settlement
                .lines()
                .add(new Settlement.Line(
                        entry.lineRef(),
                        entry.kind(),
                        entry.paymentRef(),
                        grossMinor,
                        Math.subtractExact(grossMinor, netMinor)));
    }

    private static Asset asset(String currency) {
        String name = currency.toUpperCase(Locale.ROOT);
        return Arrays.stream(Asset.values())
                .filter(asset -> asset != Asset.COIN && asset.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing is sold here for " + currency));
    }

    private static LocalDate day(String text) {
        String day = text.length() > DAY_LENGTH ? text.substring(0, DAY_LENGTH) : text;
        try {
            return day.contains("/") ? LocalDate.parse(day, INDIAN_DAY) : LocalDate.parse(day);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "the day is '%s', not such as 2026-03-31 or 31/03/2026".formatted(text), e);
        }
    }

    private static long minor(BigDecimal amount, Asset asset) {
        try {
            return amount.movePointRight(asset.scale()).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "%s is no amount of %s, which has %d decimal places".formatted(amount, asset, asset.scale()), e);
        }
    }
}
