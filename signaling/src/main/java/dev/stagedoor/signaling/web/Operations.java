package dev.stagedoor.signaling.web;

import java.util.Map;

/** A group of operations, by their {@code operationId} in the contract. */
interface Operations {
    Map<String, Handler> byId();

    /** Serves one operation. Runs on a virtual thread and may block. */
    @FunctionalInterface
    interface Handler {
        Reply handle(ApiRequest request);
    }
}
