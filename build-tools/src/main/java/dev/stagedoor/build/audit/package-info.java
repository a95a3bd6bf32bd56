/**
 * Compares what is shipped, and what it is built with, with lists of known vulnerabilities in the OSV schema
 * (https://ossf.github.io/osv-schema/). Nothing is fetched: lists are files. Runs on one thread.
 */
@NullMarked
package dev.stagedoor.build.audit;

import org.jspecify.annotations.NullMarked;
