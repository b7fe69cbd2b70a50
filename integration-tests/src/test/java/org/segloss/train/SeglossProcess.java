package org.segloss.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.segloss.demo.Segloss;

/** A command in a process of its own, which can be killed. */
public final class SeglossProcess {

    private SeglossProcess() {}

    /**
     * Prepares a process.
     *
     * @param java options of Java's; a class path among them takes the place of this process's
     * @param log where it prints to
     * @param arguments the command and its options
     * @return what starts it
     */
    public static ProcessBuilder of(List<String> java, Path log, Object... arguments) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-classpath", System.getProperty("java.class.path")));
        line.addAll(java);
        line.add(Segloss.class.getName());
        Arrays.stream(arguments).map(String::valueOf).forEach(line::add);
        return new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile());
    }
}
