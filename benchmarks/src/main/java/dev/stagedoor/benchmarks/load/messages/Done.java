package dev.stagedoor.benchmarks.load.messages;

/** A command has been carried out; {@code clients} are connected now. */
public record Done(int clients) {}
