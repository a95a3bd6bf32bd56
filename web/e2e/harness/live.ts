import { type Page } from '@playwright/test';

/** What a page keeps of a session over WHIP or WHEP, so that later steps of a test can go on with it. */
interface LiveWindow {
  live: Record<string, { connection: RTCPeerConnection; resource: string; entityTag: string }>;
}

export interface Begun {
  status: number;
  location: string | null;
  entityTag: string | null;
  acceptPatch: string | null;
}

/**
 * Publishes the fake camera (`whip`) or plays (`whep`), with nothing but what browsers have: this is a whole client.
 *
 * @param name how later steps call the session
 */
export function begin(
  page: Page,
  name: string,
  url: string,
  token: string | null = null,
): Promise<Begun> {
  return page.evaluate(
    async ([session, address, bearer]) => {
      const connection = new RTCPeerConnection();
      if (address.includes('/whip/')) {
        const camera = await navigator.mediaDevices.getUserMedia({
          audio: true,
          video: { width: 320, height: 240 },
        });
        for (const track of camera.getTracks()) {
          connection.addTransceiver(track, { direction: 'sendonly', streams: [camera] });
        }
      } else {
        connection.addTransceiver('audio', { direction: 'recvonly' });
        connection.addTransceiver('video', { direction: 'recvonly' });
      }
      await connection.setLocalDescription();
      const response = await fetch(address, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/sdp',
          ...(bearer === null ? {} : { Authorization: `Bearer ${bearer}` }),
        },
        body: connection.localDescription!.sdp,
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
    [name, url, token] as const,
  );
}

/** Ends a session; the status of the answer. */
export function end(page: Page, name: string): Promise<number> {
  return page.evaluate(async (session) => {
    const { connection, resource } = (window as unknown as LiveWindow).live[session]!;
    const response = await fetch(resource, { method: 'DELETE' });
    connection.close();
    return response.status;
  }, name);
}
