package dev.stagedoor.benchmarks.client;

import dev.stagedoor.benchmarks.client.dtls.SrtpProfile;
import java.net.InetSocketAddress;

/**
 * A client whose media may flow.
 *
 * @param profile the SRTP profile that was negotiated
 * @param remote where the media goes
 * @param iceMs from the answer to the nominated path
 * @param dtlsMs from the nominated path to the keys
 */
public record Connected(SrtpProfile profile, InetSocketAddress remote, double iceMs, double dtlsMs) {}
