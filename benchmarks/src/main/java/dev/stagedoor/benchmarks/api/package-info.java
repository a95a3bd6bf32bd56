/**
 * The product as a native client sees it: its REST API (openapi.yaml) and its WebSocket protocol (docs/protocol.md). Knows
 * only these contracts, no class of the server. Methods block; they are meant for virtual threads or a command's main thread.
 */
@NullMarked
package dev.stagedoor.benchmarks.api;

import org.jspecify.annotations.NullMarked;
