package org.segloss.demo.train;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Where a training ran, to be remembered with its results.
 *
 * @param library the version of segloss
 * @param engine the engine with its version
 * @param java the version of Java
 * @param system the operating system and processor
 * @param device what the engine computes on
 * @param cores how many processors Java sees
 * @param threads {@code OMP_NUM_THREADS}, which decides how sums are rounded; null for one thread a
 *     core
 * @param commit the git commit of the working directory, marked where files differ from it; null
 *     outside a repository
 */
public record Environment(
        String library,
        String engine,
        String java,
        String system,
        String device,
        int cores,
        String threads,
        String commit) {

    static Environment of(String engine) {
        return new Environment(
                version(),
                engine + " " + Engine.getEngine(engine).getVersion(),
                System.getProperty("java.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Device.cpu().getDeviceType(),
                Runtime.getRuntime().availableProcessors(),
                System.getenv("OMP_NUM_THREADS"),
                headCommit());
    }

    /**
     * The version that the jar was built from.
     *
     * @return as in {@code 0.1.0}, or a note where the classes lie in no jar
     */
    public static String version() {
        String version = Environment.class.getPackage().getImplementationVersion();
        return version == null ? "(not from a jar)" : version;
    }

    private static String headCommit() {
        try {
            Process git =
                    new ProcessBuilder(
                                    "git",
                                    "describe",
                                    "--always",
                                    "--dirty",
                                    "--abbrev=40",
                                    "--exclude=*")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            byte[] printed = git.getInputStream().readAllBytes();
            String commit = new String(printed, StandardCharsets.UTF_8).strip();
            return commit.isEmpty() ? null : commit;
        } catch (IOException e) {
            // A machine without git is in no repository of its own.
            return null;
        }
    }
}
