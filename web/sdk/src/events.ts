type Listener<Value> = (value: Value) => void;

/** Listeners by event name, with the type of each event's value in `Events`. */
export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<Listener<never>>>();

  /** Listens until the returned function is called. */
  on<Name extends keyof Events>(name: Name, listener: Listener<Events[Name]>): () => void {
    const listeners = this.#listeners.get(name) ?? new Set<Listener<never>>();
    this.#listeners.set(name, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  protected emit<Name extends keyof Events>(name: Name, value: Events[Name]): void {
    // A copy: a listener may leave, or bring others, while it is called.
    for (const listener of [...(this.#listeners.get(name) ?? [])]) {
      (listener as Listener<Events[Name]>)(value);
    }
  }
}
