package dev.stagedoor.benchmarks.load.clients;

import dev.stagedoor.benchmarks.client.ClientLoop;
import dev.stagedoor.benchmarks.client.ClientSettings;
import dev.stagedoor.benchmarks.client.WebRtcClient;
import dev.stagedoor.benchmarks.client.dtls.DtlsIdentity;
import dev.stagedoor.benchmarks.client.dtls.DtlsSettings;
import dev.stagedoor.benchmarks.client.dtls.SrtpProfile;
import dev.stagedoor.benchmarks.client.media.MediaSettings;
import dev.stagedoor.benchmarks.client.media.VideoSettings;
import dev.stagedoor.benchmarks.client.net.SocketSettings;
import dev.stagedoor.benchmarks.client.sdp.Direction;
import dev.stagedoor.benchmarks.client.sdp.MediaKind;
import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.benchmarks.load.messages.Plan;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * All clients of a load test. Publishers have a loop of their own, so that what they send leaves in time while the viewers'
 * loops are busy receiving. Methods may be called on any thread.
 */
final class Fleet implements AutoCloseable {
    /** One cipher for every server, so that figures can be compared. */
    private static final DtlsSettings CIPHER = DtlsSettings.DEFAULT.withProfiles(SrtpProfile.AEAD_AES_128_GCM);

    private static final long CONNECT_SECONDS = 60;

    private final Plan plan;
    private final Signalling signalling;
    private final SecureRandom random = new SecureRandom();
    private final DtlsIdentity identity = DtlsIdentity.create(random);
    private final ClientLoop publishersLoop = ClientLoop.startBatching("publishers");
    private final List<ClientLoop> viewersLoops = new ArrayList<>();
    private final List<Member> publishers = new CopyOnWriteArrayList<>();
    private final List<Member> viewers = new CopyOnWriteArrayList<>();
    private final AtomicInteger nextViewer = new AtomicInteger();

    Fleet(Plan plan, Signalling signalling) {
        this.plan = plan;
        this.signalling = signalling;
        for (int i = 0; i < plan.loops(); i++) {
            viewersLoops.add(ClientLoop.startBatching("viewers-" + i));
        }
    }

    /** Connects the next publisher and returns when media flows from it. */
    void addPublisher() {
        var index = publishers.size();
        var shape = new VideoSettings(
                plan.framesPerSecond(), plan.packetsPerFrame(), plan.packetsPerFrame(), plan.payloadBytes());
        var settings = ClientSettings.video(Direction.SENDONLY)
                .withDtls(CIPHER)
                .withMedia(new MediaSettings(shape, 1))
                .withSocket(new SocketSettings(address(plan.addresses().witnesses()), false));
        var client = open(publishersLoop, settings);
        var offeredNs = System.nanoTime();
        var session = signalling.publish(plan.server().room(index), client);
        publishers.add(await(Member.of(client, session, index, false, offeredNs)));
    }

    /** Connects one more viewer and returns it when its keys are there. */
    Member addViewer() {
        var number = nextViewer.getAndIncrement();
        var witness = number < plan.witnesses();
        var addresses = plan.addresses();
        var local = address(witness ? addresses.witnesses() : addresses.others());
        var settings = ClientSettings.video(Direction.RECVONLY)
                .withDtls(CIPHER)
                .withMedia(new MediaSettings(VideoSettings.ONE_MEGABIT, plan.decryptEvery()))
                .withSocket(new SocketSettings(local, witness));
        var client = open(viewersLoops.get(number % viewersLoops.size()), settings);
        var publisher = number % plan.publishers();
        var offeredNs = System.nanoTime();
        var session = signalling.view(plan.server().room(publisher), client);
        var member = await(Member.of(client, session, publisher, witness, offeredNs));
        viewers.add(member);
        return member;
    }

    List<Member> viewers() {
        return List.copyOf(viewers);
    }

    /** Forgets a viewer that has left or is about to. */
    void remove(Member viewer) {
        viewers.remove(viewer);
    }

    void mute(boolean muted) {
        publishers.forEach(each -> each.client().mute(MediaKind.VIDEO, muted));
    }

    /** Clients whose transport ended without their doing. */
    int ended() {
        return (int) viewers.stream().filter(each -> each.ended().get()).count()
                + (int) publishers.stream().filter(each -> each.ended().get()).count();
    }

    /** Sums over all publishers and these viewers. */
    Totals totals(List<Member> counted) {
        var publishedBy = publishers.stream()
                .map(each -> each.client().stats())
                .map(CompletableFuture::join)
                .map(stats -> stats.sentPackets())
                .toList();
        var totals = new Totals(publishedBy);
        for (var viewer : counted) {
            totals.addViewer(
                    viewer.client().stats().join(),
                    viewer.client().groups(),
                    viewer.witness(),
                    publishedBy.get(viewer.publisher()));
        }
        return totals;
    }

    /** Everybody leaves, and says so to the server at once, not one after the other. */
    @Override
    public void close() {
        viewers.forEach(each -> each.client().close());
        publishers.forEach(each -> each.client().close());
        viewersLoops.forEach(ClientLoop::close);
        publishersLoop.close();
    }

    private WebRtcClient open(ClientLoop loop, ClientSettings settings) {
        try {
            return WebRtcClient.open(loop, identity, settings, random);
        } catch (IOException e) {
            throw new LoadFailure("a client has no socket: " + e.getMessage(), e);
        }
    }

    private static Member await(Member member) {
        try {
            var _ = member.client().connected().get(CONNECT_SECONDS, TimeUnit.SECONDS);
            return member;
        } catch (ExecutionException e) {
            throw new LoadFailure("a client could not connect: " + e.getCause(), e);
        } catch (TimeoutException e) {
            member.client().close();
            throw new LoadFailure("a client was not connected after " + CONNECT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadFailure("interrupted", e);
        }
    }

    private static @Nullable InetAddress address(@Nullable String literal) {
        return literal == null ? null : InetAddress.ofLiteral(literal);
    }
}
