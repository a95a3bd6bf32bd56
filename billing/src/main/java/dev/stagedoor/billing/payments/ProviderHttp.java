package dev.stagedoor.billing.payments;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** The way to a provider's API. Tests put a double of the provider at the other end. */
public interface ProviderHttp {
    /** Sends a request and waits for its answer; an {@link IOException} if there was none, whatever became of it. */
    Answer send(Call call) throws IOException;

    /** @param body as it is sent, empty for none */
    record Call(String method, URI uri, Map<String, String> headers, String body) {
        public Call {
            headers = Map.copyOf(headers);
        }

        /** Without what proves who we are. */
        @Override
        public String toString() {
            return method + " " + uri;
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
