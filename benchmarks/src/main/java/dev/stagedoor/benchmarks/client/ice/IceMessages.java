package dev.stagedoor.benchmarks.client.ice;

import java.security.SecureRandom;
import org.ice4j.StunException;
import org.ice4j.attribute.AttributeFactory;
import org.ice4j.message.Message;
import org.ice4j.message.MessageFactory;
import org.ice4j.message.Request;

/** The connectivity checks of a controlling agent (RFC 8445 section 7.1). */
final class IceMessages {
    /** Priority of a peer-reflexive candidate, type preference 110 (RFC 8445 section 5.1.2), component 1. */
    private static final long PEER_REFLEXIVE_PRIORITY = (110L << 24) | (0xFFFFL << 8) | 255;

    private IceMessages() {}

    /** A binding request without its integrity. */
    static Request check(String username, long tieBreaker, boolean nominates, SecureRandom random) {
        var request = bindingRequest();
        var transaction = new byte[Message.TRANSACTION_ID_LENGTH];
        random.nextBytes(transaction);
        setTransaction(request, transaction);
        request.putAttribute(AttributeFactory.createUsernameAttribute(username));
        request.putAttribute(AttributeFactory.createIceControllingAttribute(tieBreaker));
        if (nominates) {
            request.putAttribute(AttributeFactory.createUseCandidateAttribute());
        }
        return request;
    }

    private static Request bindingRequest() {
        try {
            return MessageFactory.createBindingRequest(PEER_REFLEXIVE_PRIORITY);
        } catch (StunException e) {
            throw new IllegalStateException("not a priority: " + PEER_REFLEXIVE_PRIORITY, e);
        }
    }

    static void setTransaction(Message message, byte[] transaction) {
        try {
            message.setTransactionID(transaction);
        } catch (StunException e) {
            throw new IllegalStateException("a transaction id has 12 bytes, not " + transaction.length, e);
        }
    }
}
