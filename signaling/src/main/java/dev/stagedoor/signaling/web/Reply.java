package dev.stagedoor.signaling.web;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an operation answers, without the socket to write it to. */
record Reply(int status, Map<String, List<String>> headers, Content content) {
    /** What the body is. */
    sealed interface Content {
        record None() implements Content {}

        record Value(Object value) implements Content {}

        record Bytes(String contentType, Buffer bytes) implements Content {}

        /** A refusal (RFC 9457); status and path are added when it is written. */
        record Refusal(String code, String detail, List<Fault> errors) implements Content {}
    }

    /** What exactly is at fault: a JSON pointer into the body, or where else. */
    record Fault(String pointer, String detail) {}

    private static final String OWN_CASE =
            "This concerns an account of your own, and nobody decides on what is their own. Ask another person to decide.";

    static Reply ok(Object value) {
        return new Reply(200, Map.of(), new Content.Value(value));
    }

    static Reply created(Object value) {
        return new Reply(201, Map.of(), new Content.Value(value));
    }

    static Reply accepted(Object value) {
        return new Reply(202, Map.of(), ok(value).content());
    }

    static Reply empty(int status) {
        return new Reply(status, Map.of(), new Content.None());
    }

    static Reply text(String contentType, String text) {
        return new Reply(200, Map.of(), new Content.Bytes(contentType, Buffer.buffer(text)));
    }

    /** A file to be saved under that name, which has no characters that need quoting. */
    static Reply file(String name, String contentType, byte[] bytes) {
        return new Reply(200, Map.of(), new Content.Bytes(contentType, Buffer.buffer(bytes)))
                .with("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }

    static Reply html(String page) {
        return text("text/html; charset=utf-8", page);
    }

    static Reply refused(int status, String code, String detail) {
        return new Reply(status, Map.of(), new Content.Refusal(code, detail, List.of()));
    }

    static Reply refused(int status, String code, String detail, List<Fault> errors) {
        return new Reply(status, Map.of(), new Content.Refusal(code, detail, List.copyOf(errors)));
    }

    static Reply notFound(String detail) {
        return refused(404, "NOT_FOUND", detail);
    }

    /** Refuses whoever would decide on what is their own. */
    static Reply ownCase() {
        return refused(409, "OWN_CASE", OWN_CASE);
    }

    static Reply callNotFound() {
        return refused(404, "CALL_NOT_FOUND", "There is no such call.");
    }

    static Reply rateLimited(long retryAfterSeconds) {
        return refused(
                        429,
                        "RATE_LIMITED",
                        "Too many requests; try again in " + retryAfterSeconds
                                + (retryAfterSeconds == 1 ? " second." : " seconds."))
                .with("Retry-After", Long.toString(retryAfterSeconds));
    }

    Reply with(String header, String value) {
        return with(header, List.of(value));
    }

    /** The header once for each value. */
    Reply with(String header, List<String> values) {
        Map<String, List<String>> more = new HashMap<>(headers);
        more.put(header, List.copyOf(values));
        return new Reply(status, Map.copyOf(more), content);
    }

    /** The header once more, beside those of its name that are there. */
    Reply adding(String header, String value) {
        List<String> all = new ArrayList<>(headers.getOrDefault(header, List.of()));
        all.add(value);
        return with(header, all);
    }

    /** The status in words (RFC 9110 section 15). */
    static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 409 -> "Conflict";
            case 410 -> "Gone";
            case 412 -> "Precondition Failed";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Content";
            case 426 -> "Upgrade Required";
            case 428 -> "Precondition Required";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            default -> "Status " + status;
        };
    }
}
