package dev.stagedoor.benchmarks.torture.verdict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code ledger check} said.
 *
 * @param checks how many were made
 * @param wrong those that were not ok, with what they found
 */
public record LedgerCheck(int checks, List<String> wrong) {
    public LedgerCheck {
        wrong = List.copyOf(wrong);
    }

    /** Reads the object that it prints with {@code --json}; something else is wrong as a whole. */
    public static LedgerCheck parse(String json) {
        try {
            var rows = new ObjectMapper().readTree(json).path("checks");
            var wrong = new ArrayList<String>();
            rows.forEach(row -> {
                if (!row.path("status").asText().equals("OK")) {
                    wrong.add(row.path("check").asText() + ": " + row.path("samples"));
                }
            });
            return rows.isEmpty() ? unreadable(json) : new LedgerCheck(rows.size(), wrong);
        } catch (JsonProcessingException _) {
            return unreadable(json);
        }
    }

    private static LedgerCheck unreadable(String answer) {
        return new LedgerCheck(0, List.of("ledger check gave no answer, but: " + answer.strip()));
    }
}
