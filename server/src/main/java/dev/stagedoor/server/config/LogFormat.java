package dev.stagedoor.server.config;

/** How log lines look: for people, or one JSON object each for a log store. */
public enum LogFormat {
    TEXT,
    JSON
}
