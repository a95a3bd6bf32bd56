@NullMarked
package dev.stagedoor.benchmarks.client.net;

import org.jspecify.annotations.NullMarked;
