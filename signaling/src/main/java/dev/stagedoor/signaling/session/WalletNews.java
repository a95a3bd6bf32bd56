package dev.stagedoor.signaling.session;

import dev.stagedoor.signaling.WalletService;
import dev.stagedoor.signaling.calls.Mailbox;
import dev.stagedoor.signaling.protocol.ServerEvent;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Tells connected people their balance when it has changed. Several changes at once are told once. */
final class WalletNews {
    private final WalletService wallets;
    private final Sessions sessions;
    private final Mailbox mailbox;
    private final Set<UUID> waiting = ConcurrentHashMap.newKeySet();

    /** @param mailbox where balances are read; may block */
    WalletNews(WalletService wallets, Sessions sessions, Mailbox mailbox) {
        this.wallets = wallets;
        this.sessions = sessions;
        this.mailbox = mailbox;
    }

    void changed(UUID userId) {
        if (sessions.isConnected(userId) && waiting.add(userId)) {
            mailbox.post(() -> {
                // Removed first: a change while the balance is read is read again.
                waiting.remove(userId);
                sessions.toUser(userId, new ServerEvent.WalletChanged(wallets.wallet(userId)));
            });
        }
    }
}
