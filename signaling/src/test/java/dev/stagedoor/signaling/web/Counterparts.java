package dev.stagedoor.signaling.web;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server with somebody who buys and somebody who sells, for all tests of a class. */
final class Counterparts implements AfterAllCallback {
    final TestServer server = new TestServer();
    final Browser viewer = server.newPerson("VIEWER");
    final Browser performer = server.newPerformer();

    @Override
    public void afterAll(ExtensionContext context) {
        server.close();
    }
}
