package dev.stagedoor.signaling.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * An error on the wire (RFC 9457).
 *
 * @param type always {@code about:blank}: {@code code} tells errors apart
 * @param title the status in words
 * @param detail one sentence for people
 * @param code stable word for programs
 * @param instance path of the request
 */
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String instance,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Reply.Fault> errors) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(int status, Reply.Content.Refusal refusal, String path) {
        return new Problem(
                "about:blank", Reply.title(status), status, refusal.detail(), refusal.code(), path, refusal.errors());
    }
}
