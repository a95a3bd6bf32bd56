package dev.stagedoor.billing.payments;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SequencedMap;

/** A form that carries a file (RFC 7578). */
final class Multipart {
    private final String boundary;
    private final StringBuilder body = new StringBuilder();

    /** @param boundary that occurs in none of the parts */
    Multipart(String boundary) {
        this.boundary = boundary;
    }

    /** The fields, in their order; names and values are ours, without line ends. */
    Multipart fields(SequencedMap<String, String> fields) {
        for (Map.Entry<String, String> field : fields.entrySet()) {
            body.append("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(boundary, field.getKey(), field.getValue()));
        }
        return this;
    }

    Multipart file(String name, String fileName, String contentType, byte[] content) {
        body.append("--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                        .formatted(boundary, name, fileName, contentType))
                .append(new String(content, StandardCharsets.ISO_8859_1))
                .append("\r\n");
        return this;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /** One character for each byte, to be sent as ISO 8859-1. */
    String body() {
        return body + "--" + boundary + "--\r\n";
    }
}
