package dev.stagedoor.benchmarks.load.process;

import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Some cores, rising, as {@code taskset -c} writes them: {@code 0,2-3}.
 *
 * @param numbers without repetition
 */
public record Cpus(List<Integer> numbers) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String ALLOWED = "Cpus_allowed_list:";
    private static final int MAX_NUMBER = 4_095;

    public Cpus {
        numbers = List.copyOf(new TreeSet<>(numbers));
    }

    /**
     * Reads a list.
     *
     * @throws LoadFailure if it is none
     */
    public static Cpus parse(String text) {
        var numbers = new ArrayList<Integer>();
        for (var part : text.strip().split(",", -1)) {
            var ends = part.split("-", -1);
            if (ends.length > 2) {
                throw malformed(text);
            }
            var first = number(ends[0], text);
            var last = number(ends[ends.length - 1], text);
            if (last < first) {
                throw malformed(text);
            }
            for (int i = first; i <= last; i++) {
                numbers.add(i);
            }
        }
        return new Cpus(numbers);
    }

    /** Those this process may run on. */
    public static Cpus allowed() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(ALLOWED))
                    .map(line -> parse(line.substring(ALLOWED.length())))
                    .findFirst()
                    .orElseThrow(() -> new LoadFailure("the system does not say which cores may be used"));
        } catch (IOException e) {
            throw new LoadFailure("load tests need Linux and its /proc: " + e.getMessage(), e);
        }
    }

    /** These without the others. */
    public Cpus without(Cpus others) {
        return new Cpus(numbers.stream()
                .filter(number -> !others.numbers.contains(number))
                .toList());
    }

    /** The first of these. */
    public Cpus first() {
        return new Cpus(numbers.subList(0, Math.min(1, numbers.size())));
    }

    public boolean isEmpty() {
        return numbers.isEmpty();
    }

    /** How many. */
    public int count() {
        return numbers.size();
    }

    /** As the bit mask that the kernel's files take: hexadecimal words of 32 bits, the highest first. */
    public String mask() {
        var words = new int[numbers.isEmpty() ? 1 : numbers.getLast() / Integer.SIZE + 1];
        numbers.forEach(number -> words[words.length - 1 - number / Integer.SIZE] |= 1 << number);
        return Arrays.stream(words).mapToObj("%08x"::formatted).collect(Collectors.joining(","));
    }

    /** As a list that {@link #parse} reads. */
    @Override
    public String toString() {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static int number(String text, String list) {
        try {
            var number = Integer.parseInt(text.strip());
            if (number < 0 || number > MAX_NUMBER) {
                throw malformed(list);
            }
            return number;
        } catch (NumberFormatException _) {
            throw malformed(list);
        }
    }

    private static LoadFailure malformed(String text) {
        return new LoadFailure("'" + text + "' is no list of cores; wanted one like 0,2-3");
    }
}
