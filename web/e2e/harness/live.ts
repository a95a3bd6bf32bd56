import { type Scripted } from './scripted.ts';

/** What a page keeps of a session over WHIP or WHEP, so that later steps of a test can go on with it. */
interface LiveWindow {
  live?: Record<string, { connection: RTCPeerConnection; resource: string; entityTag: string }>;
}

export interface Begun {
  status: number;
  location: string | null;
  entityTag: string | null;
  acceptPatch: string | null;
}

/** How the fake camera is published. */
export interface Camera {
  width: number;
  height: number;
  /** Sizes for viewers of different paths, the smallest first; one size when absent. */
  encodings?: Encoding[];
  /** The only one that is offered, such as `video/AV1`; all of the browser's when absent. */
  codec?: string;
  /** Transport-wide feedback is not offered, so that the browser goes by the estimates that it is told. */
  heedsEstimates?: boolean;
  /** Header extensions of pictures, by name, that are offered besides the browser's own; also by who plays. */
  extensions?: string[];
}

/** As webrtc-extensions section 5 has it; the library of types does not yet. */
interface Captured {
  readonly captureTimestamp?: number;
  readonly senderCaptureTimeOffset?: number;
}

/** As webrtc-extensions section 6 has it; the library of types does not yet. */
interface Negotiating extends RTCRtpTransceiver {
  getHeaderExtensionsToNegotiate(): { uri: string; direction: string }[];
  setHeaderExtensionsToNegotiate(extensions: { uri: string; direction: string }[]): void;
  getNegotiatedHeaderExtensions(): { uri: string; direction: string }[];
}

interface Encoding extends RTCRtpEncodingParameters {
  /** Layers within the stream, such as `L1T3` (W3C WebRTC SVC). */
  scalabilityMode?: string;
}

const SMALL: Camera = { width: 320, height: 240 };

/**
 * Publishes the fake camera (`whip`) or plays (`whep`), with nothing but what browsers have: this is a whole client.
 *
 * @param name how later steps call the session
 * @param iceServers for a session that cannot reach the server by itself
 */
export function begin(
  page: Scripted,
  name: string,
  url: string,
  token: string | null = null,
  camera: Camera = SMALL,
  iceServers: RTCIceServer[] = [],
): Promise<Begun> {
  return page.evaluate(
    async ([
      session,
      address,
      bearer,
      { width, height, encodings, codec, extensions, heedsEstimates },
      servers,
    ]) => {
      const connection = new RTCPeerConnection({ iceServers: servers });
      const offer = (transceiver: RTCRtpTransceiver): void => {
        const negotiating = transceiver as Negotiating;
        if (extensions) {
          negotiating.setHeaderExtensionsToNegotiate(
            negotiating
              .getHeaderExtensionsToNegotiate()
              .map((each) =>
                extensions.includes(each.uri) ? { ...each, direction: 'sendrecv' } : each,
              ),
          );
        }
      };
      if (address.includes('/whip/')) {
        const stream = await navigator.mediaDevices.getUserMedia({
          audio: true,
          video: { width, height },
        });
        for (const track of stream.getTracks()) {
          const transceiver = connection.addTransceiver(track, {
            direction: 'sendonly',
            streams: [stream],
            ...(track.kind === 'video' && encodings ? { sendEncodings: encodings } : {}),
          });
          offer(transceiver);
          if (track.kind === 'video' && codec !== undefined) {
            transceiver.setCodecPreferences(
              RTCRtpSender.getCapabilities('video')!.codecs.filter((each) =>
                [codec, 'video/rtx'].includes(each.mimeType),
              ),
            );
          }
        }
      } else {
        // Sound is decoded only where something plays it.
        const screen = document.createElement('video');
        screen.autoplay = true;
        screen.srcObject = new MediaStream(
          ['audio', 'video'].map((media) => {
            const transceiver = connection.addTransceiver(media, { direction: 'recvonly' });
            offer(transceiver);
            return transceiver.receiver.track;
          }),
        );
        document.body.append(screen);
      }
      await connection.setLocalDescription();
      // What is not in the copy is not in the answer either, so the browser's own description can stay.
      const offered = connection
        .localDescription!.sdp.split('\r\n')
        .filter(
          (line) =>
            heedsEstimates !== true || !/ transport-cc$|transport-wide-cc-extensions/.test(line),
        )
        .join('\r\n');
      const response = await fetch(address, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/sdp',
          ...(bearer === null ? {} : { Authorization: `Bearer ${bearer}` }),
        },
        body: offered,
      });
      const begun = {
        status: response.status,
        location: response.headers.get('Location'),
        entityTag: response.headers.get('ETag'),
        acceptPatch: response.headers.get('Accept-Patch'),
      };
      if (begun.status !== 201) {
        connection.close();
        return begun;
      }
      await connection.setRemoteDescription({ type: 'answer', sdp: await response.text() });
      const keeping = window as unknown as LiveWindow;
      keeping.live ??= {};
      keeping.live[session] = {
        connection,
        resource: new URL(begun.location!, address).href,
        entityTag: begun.entityTag!,
      };
      return begun;
    },
    [name, url, token, camera, iceServers] as const,
  );
}

/** The servers that a room names to those who ask before they offer anything. */
export function iceServers(page: Scripted, url: string): Promise<RTCIceServer[]> {
  return page.evaluate(async (address) => {
    const response = await fetch(address, { method: 'OPTIONS' });
    return (response.headers.get('Link') ?? '').split(/, (?=<)/).map((link) => ({
      urls: /^<([^>]*)>/.exec(link)?.[1] ?? '',
      username: /username="([^"]*)"/.exec(link)?.[1] ?? '',
      credential: /credential="([^"]*)"/.exec(link)?.[1] ?? '',
    }));
  }, url);
}

/** The header extensions that were agreed on for pictures, by name. */
export function agreedExtensions(page: Scripted, name: string): Promise<string[]> {
  return page.evaluate((session) => {
    const { connection } = (window as unknown as LiveWindow).live![session]!;
    const video = connection
      .getTransceivers()
      .find((transceiver) => transceiver.receiver.track.kind === 'video') as Negotiating;
    return video
      .getNegotiatedHeaderExtensions()
      .filter((each) => each.direction !== 'stopped')
      .map((each) => each.uri);
  }, name);
}

/** Bytes of pictures that were sent so far, headers and what was sent again left out. */
export function sentBytes(page: Scripted, name: string): Promise<number> {
  return page.evaluate(async (session) => {
    const { connection } = (window as unknown as LiveWindow).live![session]!;
    const report = (await connection.getStats()) as unknown as Map<string, Record<string, unknown>>;
    return [...report.values()]
      .filter((each) => each.type === 'outbound-rtp' && each.kind === 'video')
      .reduce(
        (sum, each) => sum + Number(each.bytesSent ?? 0) - Number(each.retransmittedBytesSent ?? 0),
        0,
      );
  }, name);
}

/** Lines of the picture that is shown, 0 before the first. */
export function shownLines(page: Scripted, name: string): Promise<number> {
  return page.evaluate(async (session) => {
    const { connection } = (window as unknown as LiveWindow).live![session]!;
    const report = (await connection.getStats()) as unknown as Map<string, Record<string, unknown>>;
    return Math.max(
      0,
      ...[...report.values()]
        .filter((each) => each.type === 'inbound-rtp' && each.kind === 'video')
        .map((each) => Number(each.frameHeight ?? 0)),
    );
  }, name);
}

/**
 * What is known of when each of the two kinds of media was captured: whether there is a time, and by how many milliseconds the
 * clock that says so is ahead of the server's.
 */
export function captures(page: Scripted, name: string): Promise<(number | null)[]> {
  return page.evaluate((session) => {
    const { connection } = (window as unknown as LiveWindow).live![session]!;
    return connection.getReceivers().map((receiver) => {
      const source = receiver.getSynchronizationSources()[0] as Captured | undefined;
      return source?.captureTimestamp === undefined
        ? null
        : (source.senderCaptureTimeOffset ?? null);
    });
  }, name);
}

/** Ends a session; the status of the answer. */
export function end(page: Scripted, name: string): Promise<number> {
  return page.evaluate(async (session) => {
    const { connection, resource } = (window as unknown as LiveWindow).live![session]!;
    const response = await fetch(resource, { method: 'DELETE' });
    connection.close();
    return response.status;
  }, name);
}

export interface Restarted {
  status: number;
  before: string;
  entityTag: string | null;
  /** Whether the browser has other credentials of the server than before. */
  remoteChanged: boolean;
}

/** Restarts ICE: new credentials go by PATCH, the server's come back and are put into its last answer. */
export function restart(page: Scripted, name: string): Promise<Restarted> {
  return page.evaluate(async (session) => {
    const kept = (window as unknown as LiveWindow).live![session]!;
    const { connection, entityTag: before } = kept;
    const fragmentOf = (connection_: RTCPeerConnection): string =>
      connection_
        .remoteDescription!.sdp.split('\r\n')
        .find((line) => line.startsWith('a=ice-ufrag:'))!;
    const remoteBefore = fragmentOf(connection);
    connection.restartIce();
    await connection.setLocalDescription();
    const offer = connection.localDescription!.sdp.split('\r\n');
    const line = (start: string): string => offer.find((each) => each.startsWith(start))!;
    const response = await fetch(kept.resource, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/trickle-ice-sdpfrag', 'If-Match': '*' },
      body: [line('a=ice-ufrag:'), line('a=ice-pwd:'), line('m='), line('a=mid:'), ''].join('\r\n'),
    });
    kept.entityTag = response.headers.get('ETag') ?? '';
    const fragment = (await response.text()).split('\r\n');
    const answer = connection.remoteDescription!.sdp.split('\r\n').map((each) => {
      const name_ = ['a=ice-ufrag:', 'a=ice-pwd:'].find((start) => each.startsWith(start));
      return name_ === undefined ? each : fragment.find((next) => next.startsWith(name_))!;
    });
    await connection.setRemoteDescription({ type: 'answer', sdp: answer.join('\r\n') });
    return {
      status: response.status,
      before,
      entityTag: response.headers.get('ETag'),
      remoteChanged: fragmentOf(connection) !== remoteBefore,
    };
  }, name);
}

/** Sends a candidate for the present ICE session; the status of the answer. */
export function trickle(page: Scripted, name: string, ifMatch: string | null): Promise<number> {
  return page.evaluate(
    async ([session, precondition]) => {
      const { resource } = (window as unknown as LiveWindow).live![session]!;
      const response = await fetch(resource, {
        method: 'PATCH',
        headers: {
          'Content-Type': 'application/trickle-ice-sdpfrag',
          ...(precondition === null ? {} : { 'If-Match': precondition }),
        },
        body: 'a=candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host\r\n',
      });
      return response.status;
    },
    [name, ifMatch] as const,
  );
}
