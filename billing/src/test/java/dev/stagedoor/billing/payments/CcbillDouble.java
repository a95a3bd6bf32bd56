package dev.stagedoor.billing.payments;

import dev.stagedoor.billing.LocalHttp;
import dev.stagedoor.billing.LocalHttp.Answer;
import dev.stagedoor.billing.LocalHttp.Request;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CCBill's billing API on this machine, as its documents describe it: it charges whatever it is told, as often as it is told. */
final class CcbillDouble implements AutoCloseable {
    static final String APPROVED = """
            <?xml version='1.0' standalone='yes'?>
            <results>
              <approved>1</approved>
              <subscriptionId>0222057601000146926</subscriptionId>
            </results>""";
    static final String DENIED = """
            <?xml version='1.0' standalone='yes'?>
            <results>
              <approved>0</approved>
              <declineCode>16</declineCode>
              <declineText>Do Not Honor</declineText>
              <denialId>0222056501000243638</denialId>
            </results>""";

    /** The form of each charge. */
    final List<String> asked = new ArrayList<>();

    private final LocalHttp http = new LocalHttp(this::answer);
    private String answer = APPROVED;
    private boolean losesAnswers;

    String url() {
        return http.url() + "/jpost/billingApi.cgi";
    }

    /** From now on. */
    synchronized void answers(String body) {
        answer = body;
    }

    /** From now on the connection is cut after the charge. */
    synchronized void losesAnswers() {
        losesAnswers = true;
    }

    private synchronized @Nullable Answer answer(Request request) {
        asked.add(request.body());
        return losesAnswers ? null : new Answer(200, answer);
    }

    @Override
    public void close() {
        http.close();
    }
}
