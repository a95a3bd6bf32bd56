package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.identity.Role;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Set;

/**
 * Reads a file from who may send one, which is known by the token before a byte of it is kept. From others no more is read than
 * anywhere.
 */
final class HouseFiles implements Handler<RoutingContext> {
    private static final Access.Requirement LOOKS_AFTER_MONEY =
            new Access.Requirement(List.of(Set.of(Role.ADMIN), Set.of(Role.FINANCE)));

    private final Access access;
    private final BodyHandler files = BodyHandler.create(false).setBodyLimit(HttpConfig.FILE_BYTES);

    HouseFiles(Access access) {
        this.access = access;
    }

    @Override
    public void handle(RoutingContext context) {
        String authorization = context.request().getHeader("Authorization");
        switch (access.decide(LOOKS_AFTER_MONEY, authorization)) {
            // Whoever was here is not read a second time by the handler of all others.
            case Access.Decision.Granted _ -> files.handle(context);
            case Access.Decision.Denied _ -> context.next();
        }
    }
}
