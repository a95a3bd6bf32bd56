package dev.stagedoor.server.tracing;

/**
 * What has become of spans since the start.
 *
 * @param sent the endpoint has taken them
 * @param refused given up after the endpoint did not take them
 * @param dropped there were more than could wait
 */
public record SpanCounts(long sent, long refused, long dropped) {}
