package dev.stagedoor.build.audit;

import java.util.Optional;

/**
 * A component that is affected.
 *
 * @param fixedIn the next version that is not, if one is known
 * @param waiver the one that was written for it, ended or not
 */
record Finding(
        Component component, Advisory advisory, Optional<String> fixedIn, Optional<Waiver> waiver, boolean waived) {}
