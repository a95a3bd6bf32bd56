package dev.stagedoor.server.doctor;

/**
 * One line of a diagnosis.
 *
 * @param check what was looked at, in lower case, stable for programs
 * @param found what is the case, with figures and units
 * @param remedy what to do about it, empty when all is well
 */
public record Finding(String check, Level level, String found, String remedy) {
    /** How it stands. */
    public enum Level {
        OK,
        WARNING,
        FAILURE
    }

    static Finding ok(String check, String found) {
        return new Finding(check, Level.OK, found, "");
    }

    static Finding warning(String check, String found, String remedy) {
        return new Finding(check, Level.WARNING, found, remedy);
    }

    static Finding failure(String check, String found, String remedy) {
        return new Finding(check, Level.FAILURE, found, remedy);
    }

    /** Whether nothing may start on it. */
    public boolean isFailure() {
        return level == Level.FAILURE;
    }
}
