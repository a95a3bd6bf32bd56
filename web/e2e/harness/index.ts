export { chargeMinor } from './charge.ts';
export { Ledger, type MeteredSession } from './ledger.ts';
export * as live from './live.ts';
export { MediaProxy } from './media-proxy.ts';
export { type Money, Person, type Wallet } from './people.ts';
export { ProblemError } from './problem.ts';
export { Server } from './server.ts';
export { Socket } from './socket.ts';
export { Side, Stage } from './stage.ts';
