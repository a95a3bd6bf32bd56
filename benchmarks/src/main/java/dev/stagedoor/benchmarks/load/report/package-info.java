/**
 * What a load test found, for people and for programs: text, JSON, SVG. Must not know how it was measured.
 */
@NullMarked
package dev.stagedoor.benchmarks.load.report;

import org.jspecify.annotations.NullMarked;
