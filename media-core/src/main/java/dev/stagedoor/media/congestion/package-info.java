/**
 * Rate control. Today: transport-wide feedback to publishers, so that their own estimators find the rate of the path to
 * us. The estimator of the path to each viewer will stand here too: it takes {@code RtcpVisitor.onTransportFeedback} and
 * {@code onReceiverEstimate}, and stamps the transport-wide sequence number where consumers write their headers.
 *
 * <p>Must not know rooms or sockets. draft-holmer-rmcat-transport-wide-cc-extensions-01.
 *
 * <p>Thread: each object belongs to one participant and its loop.
 */
@NullMarked
package dev.stagedoor.media.congestion;

import org.jspecify.annotations.NullMarked;
