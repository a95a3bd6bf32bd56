export { Call, type CallEvents, type CallOptions, type LinkState } from './call/Call.ts';
export { LocalMedia, MediaError, type MediaKind, type MediaProblem } from './call/LocalMedia.ts';
export type { Quality } from './call/quality.ts';
export { Emitter } from './events.ts';
export type { components, operations, paths } from './generated/openapi.ts';
export { LiveLink, type LiveEvents, type LiveState } from './live/LiveLink.ts';
export { coins, scaleOf, toMajor, type Currency, type Money } from './money.ts';
export { ProblemError, UnreachableError, type Problem } from './rest/ProblemError.ts';
export { RestClient } from './rest/RestClient.ts';
export type * from './rest/schemas.ts';
export {
  Session,
  type RegisterRequest,
  type SessionEvents,
  type SessionOptions,
  type SignInRequest,
  type User,
} from './rest/Session.ts';
export type * from './socket/messages.ts';
export {
  Socket,
  type SocketEvents,
  type SocketOptions,
  type SocketState,
} from './socket/Socket.ts';
export { SocketError } from './socket/SocketError.ts';
export { StagedoorClient } from './StagedoorClient.ts';
