/**
 * Rate control, both ways.
 *
 * <p>From publishers: what arrived when, told to them as transport-wide feedback, so that their own estimators find the rate
 * of the path to us; where they have none, {@link dev.stagedoor.media.congestion.ReceiverEstimator} finds it for them.
 *
 * <p>To viewers: {@link dev.stagedoor.media.congestion.PathEstimator} finds what the path carries, {@link
 * dev.stagedoor.media.congestion.LayerMeter} what each quality costs, and {@link
 * dev.stagedoor.media.congestion.LayerAllocator} brings the two together. There is no pacer: publishers pace what they send,
 * and a forwarder that held packets back would lose what grouping them saves. Only what a viewer is sent at once to begin with has
 * a bound of its own, {@link dev.stagedoor.media.congestion.BurstAllowance}.
 *
 * <p>Both ways it is one {@link dev.stagedoor.media.congestion.RateControl} that tells a path which gives way from one that does not.
 *
 * <p>Must not know rooms or sockets. draft-ietf-rmcat-gcc-02, draft-holmer-rmcat-transport-wide-cc-extensions-01,
 * draft-alvestrand-rmcat-remb.
 *
 * <p>Thread: each object belongs to one participant and its loop; {@link dev.stagedoor.media.congestion.Ladder} is a value.
 */
@NullMarked
package dev.stagedoor.media.congestion;

import org.jspecify.annotations.NullMarked;
