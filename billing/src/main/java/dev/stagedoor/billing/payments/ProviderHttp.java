package dev.stagedoor.billing.payments;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The way to a provider's API. Tests put a double of the provider at the other end. */
public interface ProviderHttp {
    /** Sends a request and waits for its answer; an {@link IOException} if there was none, whatever became of it. */
    Answer send(Call call) throws IOException;

    /**
     * @param body as it is sent, empty for none
     * @param charset in which it is written down
     */
    record Call(String method, URI uri, Map<String, String> headers, String body, Charset charset) {
        public Call {
            headers = Map.copyOf(headers);
        }

        /** In UTF-8. */
        public Call(String method, URI uri, Map<String, String> headers, String body) {
            this(method, uri, headers, body, StandardCharsets.UTF_8);
        }

        /** Without what proves who we are, which at some providers follows the question mark. */
        @Override
        public String toString() {
            return method + " " + uri.getScheme() + "://" + uri.getAuthority() + uri.getPath();
        }
    }

    /** What came back. */
    record Answer(int status, String body) {
        /** Whether it is a success (RFC 9110 section 15.3). */
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }
}
