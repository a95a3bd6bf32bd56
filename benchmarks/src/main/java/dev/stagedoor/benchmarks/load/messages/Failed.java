package dev.stagedoor.benchmarks.load.messages;

/** A command could not be carried out, in words for the person who runs the test. */
public record Failed(String failure) {}
