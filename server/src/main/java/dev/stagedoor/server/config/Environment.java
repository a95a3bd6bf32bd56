package dev.stagedoor.server.config;

/** What an installation is for: production refuses whatever is only for trying things out. */
public enum Environment {
    DEVELOPMENT,
    PRODUCTION
}
