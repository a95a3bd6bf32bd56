import type { paths } from '../generated/openapi.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The paths of the API that have a method. */
export type PathWith<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, object> ? P : never;
}[keyof paths];

/** What openapi-typescript knows of one method of one path. */
export type Operation<P extends keyof paths, M extends Method> =
  paths[P] extends Record<M, infer O> ? O : never;

/** The JSON of an operation's successful response; undefined if it has none. */
export type ResultOf<O> = O extends { responses: infer Responses }
  ? Responses[Extract<keyof Responses, 200 | 201>] extends {
      content: { 'application/json': infer Body };
    }
    ? Body
    : undefined
  : never;

type ParametersIn<O, Place extends string> = O extends { parameters: infer Parameters }
  ? Parameters extends Record<Place, infer Values>
    ? Values
    : never
  : never;

type PathOption<O> = [ParametersIn<O, 'path'>] extends [never]
  ? { readonly path?: undefined }
  : { readonly path: ParametersIn<O, 'path'> };

type BodyOption<O> = O extends {
  requestBody: { content: { 'application/json': infer Body } };
}
  ? { readonly body: Body }
  : O extends { requestBody?: { content: { 'application/json': infer Body } } }
    ? { readonly body?: Body }
    : { readonly body?: undefined };

type QueryOf<O> = O extends { parameters: { query?: infer Query } } ? Query : never;

/** What one request takes: path and body exactly where the contract asks for them. */
export type RequestOptions<O> = PathOption<O> &
  BodyOption<O> & {
    readonly query?: QueryOf<O> | undefined;
    readonly headers?: Readonly<Record<string, string>>;
    readonly signal?: AbortSignal;
  };

/** The last argument of a request: left out where nothing is required. */
export type OptionsArgument<O> =
  Partial<RequestOptions<O>> extends RequestOptions<O>
    ? [options?: RequestOptions<O>]
    : [options: RequestOptions<O>];

/** Fills `{name}` segments and appends the query, leaving out absent values. */
export function resolvePath(
  template: string,
  path: Readonly<Record<string, string | number>> = {},
  query: Readonly<Record<string, unknown>> = {},
): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = path[name];
    if (value === undefined) {
      throw new Error(`path parameter ${name} of ${template} is missing`);
    }
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      search.append(name, String(value));
    }
  }
  return search.size === 0 ? filled : `${filled}?${search.toString()}`;
}
