package dev.stagedoor.build.audit;

/**
 * One version of one package.
 *
 * @param name as advisories write it: {@code group:artifact}, or npm's name with its scope
 * @param shipped whether it is part of what people install; otherwise it builds or tests that
 */
record Component(Ecosystem ecosystem, String name, String version, boolean shipped) {
    String described() {
        return name + " " + version + (shipped ? "" : " (builds or tests, not shipped)");
    }
}
