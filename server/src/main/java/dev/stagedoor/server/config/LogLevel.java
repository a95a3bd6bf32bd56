package dev.stagedoor.server.config;

/** From which weight on log lines are written. */
public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
}
