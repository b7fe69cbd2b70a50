package org.segloss.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * What an experiment has left, or leaves just now.
 *
 * @param path its {@code --out}
 */
public record ExperimentFolder(Path path) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * All that the runs computed; how long it took is left out.
     *
     * @return losses, metrics and weights, by the run's result
     */
    public Map<Path, JsonNode> numbers() throws IOException {
        Map<Path, JsonNode> numbers = new TreeMap<>();
        for (Path file : files("result.json")) {
            ObjectNode run = (ObjectNode) json(file);
            run.set("metrics", json(file.resolveSibling("metrics.json")));
            run.findParents("seconds").forEach(node -> ((ObjectNode) node).remove("seconds"));
            try (ZipFile checkpoint = new ZipFile(file.resolveSibling("last.ckpt").toFile())) {
                run.put("weights", checkpoint.getEntry("weights.bin").getCrc());
            }
            numbers.put(path.relativize(file), run);
        }
        return numbers;
    }

    /** When each run that has ended was recorded. */
    public Map<Path, FileTime> results() throws IOException {
        Map<Path, FileTime> times = new TreeMap<>();
        for (Path result : files("result.json")) {
            times.put(result, Files.getLastModifiedTime(result));
        }
        return times;
    }

    /** How often a run was begun. */
    public long starts() throws IOException {
        long starts = 0;
        for (Path log : files("log.txt")) {
            starts += Files.readAllLines(log).stream().filter(l -> l.endsWith("  started")).count();
        }
        return starts;
    }

    /** How many files end so. */
    public int count(String end) throws IOException {
        return files(end).size();
    }

    /** The files that end so, in the order of their names; none of a folder that is not there. */
    public List<Path> files(String end) throws IOException {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        } catch (UncheckedIOException e) {
            // A file that was listed has just been moved to its target.
            return files(end);
        }
    }

    /** Reads a file of the folder. */
    public static JsonNode json(Path file) throws IOException {
        return JSON.readTree(file.toFile());
    }
}
