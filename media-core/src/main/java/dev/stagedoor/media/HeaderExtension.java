package dev.stagedoor.media;

/** A header extension id, 1–14, and its URI (RFC 8285 §5). */
public record HeaderExtension(int id, String uri) {}
