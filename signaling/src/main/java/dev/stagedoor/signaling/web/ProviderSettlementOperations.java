package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.SettlementDesk;
import java.util.List;
import java.util.Map;

/** What payment providers paid out, for the console. */
final class ProviderSettlementOperations implements Operations {
    /** Where files come in, which are larger than other requests. */
    static final String IMPORTS = "/api/v1/admin/payments/settlements";

    private final SettlementDesk desk;

    ProviderSettlementOperations(SettlementDesk desk) {
        this.desk = desk;
    }

    @Override
    public Map<String, Handler> byId() {
        return Map.of(
                "adminImportSettlements",
                this::importFile,
                "adminListSettlementImports",
                request -> Reply.ok(desk.imports(request.cursor(), request.limit())),
                "adminListSettlementLines",
                request ->
                        Reply.ok(desk.lines("OPEN".equals(request.query("which")), request.cursor(), request.limit())),
                "adminNoteSettlementLine",
                this::note);
    }

    private record File(String provider, String fileName, String content) {}

    private record Note(String note) {}

    private Reply importFile(ApiRequest request) {
        File file = request.body(File.class);
        return switch (desk.importFile(file.provider(), file.fileName(), file.content(), request.userId())) {
            case SettlementDesk.Outcome.Imported imported -> Reply.ok(imported);
            case SettlementDesk.Outcome.Refused(List<String> faults) ->
                Reply.refused(
                        422, "SETTLEMENT_REFUSED", "Nothing of it was imported: " + String.join("; ", faults) + ".");
        };
    }

    private Reply note(ApiRequest request) {
        return desk.note(
                        request.pathNumber("lineId"),
                        request.userId(),
                        request.body(Note.class).note())
                ? Reply.empty(204)
                : Reply.notFound("There is no such line that waits for somebody to look at it.");
    }
}
