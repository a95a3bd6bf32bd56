import type { paths } from '../generated/openapi.ts';
import { problemOf, UnreachableError } from './ProblemError.ts';
import {
  type Method,
  type Operation,
  type OptionsArgument,
  type PathWith,
  resolvePath,
  type ResultOf,
} from './paths.ts';
import type { Session } from './Session.ts';

interface AnyOptions {
  readonly path?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/**
 * The REST API, typed by the OpenAPI contract: paths, parameters, bodies and results of every method
 * are known to the compiler. Sends the session's token and, when the server says it is over,
 * refreshes it once and repeats the request.
 */
export class RestClient {
  readonly #session: Session;
  readonly #baseUrl: string;
  readonly #fetch: typeof fetch;

  constructor(session: Session, options: { baseUrl?: string; fetch?: typeof fetch } = {}) {
    this.#session = session;
    this.#baseUrl = options.baseUrl ?? '';
    this.#fetch = options.fetch ?? ((input, init) => fetch(input, init));
  }

  get<P extends PathWith<'get'>>(path: P, ...options: OptionsArgument<Operation<P, 'get'>>) {
    return this.#send<P, 'get'>('get', path, options[0]);
  }

  post<P extends PathWith<'post'>>(path: P, ...options: OptionsArgument<Operation<P, 'post'>>) {
    return this.#send<P, 'post'>('post', path, options[0]);
  }

  put<P extends PathWith<'put'>>(path: P, ...options: OptionsArgument<Operation<P, 'put'>>) {
    return this.#send<P, 'put'>('put', path, options[0]);
  }

  patch<P extends PathWith<'patch'>>(path: P, ...options: OptionsArgument<Operation<P, 'patch'>>) {
    return this.#send<P, 'patch'>('patch', path, options[0]);
  }

  delete<P extends PathWith<'delete'>>(
    path: P,
    ...options: OptionsArgument<Operation<P, 'delete'>>
  ) {
    return this.#send<P, 'delete'>('delete', path, options[0]);
  }

  /** Gets something that is a file rather than JSON, such as a statement. */
  async download<P extends PathWith<'get'>>(
    path: P,
    ...options: OptionsArgument<Operation<P, 'get'>>
  ): Promise<Blob> {
    const given = { headers: { Accept: '*/*' }, ...(options[0] as AnyOptions | undefined) };
    return (await this.#accepted('get', path, given)).blob();
  }

  async #send<P extends keyof paths, M extends Method>(
    method: M,
    path: P,
    options: unknown,
  ): Promise<ResultOf<Operation<P, M>>> {
    const response = await this.#accepted(method, path, options ?? {});
    // What is only accepted (202) may have no body either.
    const text = await response.text();
    const result: unknown = text === '' ? undefined : JSON.parse(text);
    return result as ResultOf<Operation<P, M>>;
  }

  /** @throws ProblemError when refused, UnreachableError when nobody answered */
  async #accepted(method: Method, path: string, given: AnyOptions): Promise<Response> {
    let response = await this.#once(method, path, given);
    if (response.status === 401 && (await this.#session.refresh()) !== null) {
      response = await this.#once(method, path, given);
    }
    if (!response.ok) {
      throw await problemOf(response);
    }
    return response;
  }

  async #once(method: Method, path: string, options: AnyOptions): Promise<Response> {
    const token = await this.#session.accessToken();
    const url = this.#baseUrl + resolvePath(path, options.path, options.query);
    const headers: Record<string, string> = { Accept: 'application/json', ...options.headers };
    if (token !== null) {
      headers.Authorization = `Bearer ${token}`;
    }
    if (options.body !== undefined) {
      headers['Content-Type'] = 'application/json';
    }
    try {
      return await this.#fetch(url, {
        method: method.toUpperCase(),
        headers,
        ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
        ...(options.signal && { signal: options.signal }),
      });
    } catch (error) {
      // An abandoned request is no failure of the network; whoever abandoned it wants to know that.
      throw options.signal?.aborted ? error : new UnreachableError(error);
    }
  }
}
