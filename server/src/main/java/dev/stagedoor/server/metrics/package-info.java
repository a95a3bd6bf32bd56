/**
 * What the house does, in numbers for Prometheus. {@link dev.stagedoor.server.metrics.Metric} is the manual; collectors read
 * the libraries' statistics when somebody asks, so nothing is counted twice and nothing is paid for while nobody looks.
 */
@NullMarked
package dev.stagedoor.server.metrics;

import org.jspecify.annotations.NullMarked;
