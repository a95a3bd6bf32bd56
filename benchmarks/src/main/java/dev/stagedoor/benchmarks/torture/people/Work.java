package dev.stagedoor.benchmarks.torture.people;

import dev.stagedoor.benchmarks.torture.record.OperationLog;
import java.util.Random;

/** What everybody who keeps the server busy has. */
record Work(OperationLog log, Gate gate, Random random) {}
