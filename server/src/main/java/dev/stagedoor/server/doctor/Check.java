package dev.stagedoor.server.doctor;

import java.util.List;

/** Looks at one thing. May block for a few seconds; throws only on bugs. */
interface Check {
    List<Finding> run();
}
