package dev.stagedoor.build.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A review in words, or as JSON.
 *
 * @param keptUntil the day up to which the recorded list of an ecosystem was kept
 */
record Report(Review review, int components, int advisories, Map<Ecosystem, LocalDate> keptUntil) {
    String text() {
        StringBuilder text = new StringBuilder();
        for (Finding finding : review.findings()) {
            text.append(finding.waived() ? "waived    " : "AFFECTED  ")
                    .append(finding.component().described())
                    .append("\n          ")
                    .append(finding.advisory().names().collect(Collectors.joining(", ")))
                    .append(
                            finding.advisory().severity().isEmpty()
                                    ? ""
                                    : " " + finding.advisory().severity())
                    .append(": ")
                    .append(about(finding.advisory()))
                    .append("\n          ")
                    .append(finding.waived() ? reason(finding) : remedy(finding))
                    .append('\n');
        }
        for (Waiver waiver : review.idle()) {
            text.append("idle      the waiver of %s for %s concerns nothing any more: remove it%n"
                    .formatted(waiver.id(), waiver.packageName()));
        }
        String dates = keptUntil.entrySet().stream()
                .map(kept -> kept.getKey().osvName() + " kept until " + kept.getValue())
                .collect(Collectors.joining(", "));
        return text.append("%d components, %d advisories about them (recorded: %s); %d affected, %d waived%n"
                        .formatted(
                                components,
                                advisories,
                                dates,
                                review.findings().size() - review.waived(),
                                review.waived()))
                .toString();
    }

    private static String about(Advisory advisory) {
        return advisory.summary().isEmpty() ? link(advisory) : advisory.summary();
    }

    private static String link(Advisory advisory) {
        return "https://osv.dev/vulnerability/" + advisory.id();
    }

    private static String reason(Finding finding) {
        return finding.waiver()
                .map(waiver -> "until " + waiver.until() + ": " + waiver.reason())
                .orElse("");
    }

    private static String remedy(Finding finding) {
        String place = finding.component().ecosystem() == Ecosystem.MAVEN ? "pom.xml" : "package.json";
        String raise = finding.fixedIn()
                .map(version -> "fixed in %s: raise it, or what brings it, in %s".formatted(version, place))
                .orElse("no version without it is known: replace it");
        String waive = "or say in config/advisories/waivers.json why it can wait, and until when";
        return finding.waiver()
                .map(ended -> "its waiver ended on %s; %s, %s".formatted(ended.until(), raise, waive))
                .orElse(raise + ", " + waive);
    }

    String json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("ok", review.ok()).put("components", components).put("advisories", advisories);
        ObjectNode dates = json.putObject("keptUntil");
        keptUntil.forEach((ecosystem, date) -> dates.put(ecosystem.osvName(), date.toString()));
        ArrayNode findings = json.putArray("findings");
        for (Finding finding : review.findings()) {
            ObjectNode one = findings.addObject()
                    .put("ecosystem", finding.component().ecosystem().osvName())
                    .put("package", finding.component().name())
                    .put("version", finding.component().version())
                    .put("shipped", finding.component().shipped())
                    .put("id", finding.advisory().id());
            ArrayNode aliases = one.putArray("aliases");
            finding.advisory().aliases().forEach(aliases::add);
            one.put("severity", finding.advisory().severity())
                    .put("summary", finding.advisory().summary())
                    .put("link", link(finding.advisory()))
                    .put("fixedIn", finding.fixedIn().orElse(null))
                    .put("waived", finding.waived());
            finding.waiver()
                    .ifPresent(waiver -> one.putObject("waiver")
                            .put("reason", waiver.reason())
                            .put("until", waiver.until().toString()));
        }
        ArrayNode idle = json.putArray("idleWaivers");
        for (Waiver waiver : review.idle()) {
            idle.addObject().put("id", waiver.id()).put("package", waiver.packageName());
        }
        return json.toPrettyString() + "\n";
    }
}
