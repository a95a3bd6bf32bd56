/** One value of a change and where in it the value is. */
export interface ChangeFact {
  readonly path: string;
  readonly value: string;
}

/** A change as a flat list, in the order in which it was written: nothing of it is left out of what is approved. */
export function changeFacts(change: unknown, path = ''): ChangeFact[] {
  if (Array.isArray(change) && change.length > 0) {
    return change.flatMap((item, index) => changeFacts(item, `${path}[${index + 1}]`));
  }
  if (typeof change === 'object' && change !== null && Object.keys(change).length > 0) {
    return Object.entries(change).flatMap(([name, value]) =>
      changeFacts(value, path === '' ? name : `${path}.${name}`),
    );
  }
  return [{ path, value: typeof change === 'string' ? change : JSON.stringify(change) }];
}
