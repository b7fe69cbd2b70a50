package org.segloss.demo.cli;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import java.util.List;

/** The engines that the losses are proved on; always asked for by name, never by default. */
public final class Engines {

    private static final List<String> NAMES = List.of("PyTorch", "MXNet");

    private Engines() {}

    /**
     * The engines whose native code this machine has.
     *
     * @return their names
     */
    public static List<String> present() {
        return NAMES.stream().filter(Engines::loads).toList();
    }

    /**
     * The engines that a user asked for.
     *
     * @param names their names, in any case; none for all on this machine
     * @return their names as DJL knows them, each once
     * @throws IllegalArgumentException if one is not on this machine, or none is
     */
    public static List<String> choose(List<String> names) {
        List<String> chosen =
                names.isEmpty()
                        ? present()
                        : names.stream().map(Engines::require).distinct().toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException(
                    "no engine has a native library for this machine on the class path");
        }
        return chosen;
    }

    /**
     * Checks an engine that a user asked for.
     *
     * @param name its name, in any case
     * @return its name as DJL knows it
     * @throws IllegalArgumentException if there is no such engine, or not on this machine
     */
    public static String require(String name) {
        String known =
                NAMES.stream()
                        .filter(n -> n.equalsIgnoreCase(name))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "unknown engine '"
                                                        + name
                                                        + "': known are "
                                                        + NAMES));
        if (!loads(known)) {
            throw new IllegalArgumentException(
                    known
                            + " has no native library for "
                            + System.getProperty("os.name")
                            + " "
                            + System.getProperty("os.arch")
                            + " on the class path: engines here are "
                            + present());
        }
        return known;
    }

    private static boolean loads(String name) {
        try {
            return Engine.getEngine(name) != null;
        } catch (EngineException | IllegalArgumentException | LinkageError e) {
            return false;
        }
    }
}
