import { problemOf, UnreachableError } from '../rest/ProblemError.ts';

const SDP = 'application/sdp';
const FRAGMENT = 'application/trickle-ice-sdpfrag';
const LAYERS = 'urn:ietf:params:whep:ext:core:layer';

/** What a session is on the server: the HTTP side of WHIP (RFC 9725) and WHEP. Every method throws ProblemError or UnreachableError. */
export class LiveResource {
  readonly #address: string;
  readonly #layers: string | null;

  private constructor(address: string, layers: string | null) {
    this.#address = address;
    this.#layers = layers;
  }

  /** Begins a session. */
  static async begin(
    endpoint: string,
    offer: string,
    token: string | null,
  ): Promise<{ resource: LiveResource; answer: string }> {
    const response = await send(endpoint, 'POST', SDP, offer, {
      ...(token !== null && { Authorization: `Bearer ${token}` }),
    });
    const at = (path: string) => new URL(path, endpoint).href;
    const layers = linked(response.headers.get('Link') ?? '', LAYERS);
    const resource = new LiveResource(
      at(response.headers.get('Location') ?? ''),
      layers === null ? null : at(layers),
    );
    return { resource, answer: await response.text() };
  }

  /** Restarts ICE: takes this side's fragment and gives the server's. */
  async restart(fragment: string): Promise<string> {
    const response = await send(this.#address, 'PATCH', FRAGMENT, fragment, { 'If-Match': '*' });
    return response.text();
  }

  /** No larger pictures than so many lines from now on, null for as large as the path carries. */
  async select(maxHeight: number | null): Promise<void> {
    if (this.#layers !== null) {
      const wanted = maxHeight === null ? {} : { maxHeight };
      await send(this.#layers, 'POST', 'application/json', JSON.stringify(wanted));
    }
  }

  /** Ends the session, also from a page that is on its way out: the address is the permission. */
  async end(): Promise<void> {
    await send(this.#address, 'DELETE');
  }
}

async function send(
  address: string,
  method: string,
  type?: string,
  body?: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  const response = await fetch(address, {
    method,
    keepalive: method === 'DELETE',
    headers: { ...headers, ...(type !== undefined && { 'Content-Type': type }) },
    ...(body !== undefined && { body }),
  }).catch((cause: unknown) => {
    throw new UnreachableError(cause);
  });
  if (!response.ok) {
    throw await problemOf(response);
  }
  return response;
}

/** The address that a header names for a relation (RFC 8288); null if it names none. */
function linked(header: string, relation: string): string | null {
  const [, address] = new RegExp(`<([^>]*)>[^<]*;\\s*rel="${relation}"`).exec(header) ?? [];
  return address ?? null;
}
