package org.segloss.demo.spark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.jar.Attributes.Name;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;

/** How Spark is set where a user has not said otherwise. */
final class SparkSettings {

    private static final String THREADS = "OMP_NUM_THREADS";
    private static final String EXECUTOR_CORES = "spark.executor.cores";

    private SparkSettings() {}

    static SparkConf of(SparkMaster master) {
        SparkConf conf = new SparkConf().setMaster(master.url());
        conf.setIfMissing("spark.app.name", "segloss experiment");
        // Beside the table only what went wrong is worth a line.
        conf.setIfMissing("spark.ui.enabled", "false");
        conf.setIfMissing("spark.log.level", "WARN");
        // A process trains one network at a time: more cores of its own make no more tasks.
        conf.setIfMissing(EXECUTOR_CORES, "1");
        conf.setIfMissing("spark.task.cpus", conf.get(EXECUTOR_CORES));
        // The number of threads decides how sums are rounded.
        Optional.ofNullable(System.getenv(THREADS))
                .ifPresent(threads -> conf.setIfMissing("spark.executorEnv." + THREADS, threads));
        if (!master.isThisProcess() && !conf.contains("spark.jars")) {
            conf.setJars(jars());
        }
        return conf;
    }

    /**
     * What an executor needs to run this program; nothing where it was not started from its jar.
     */
    private static String[] jars() {
        URI own;
        try {
            own = SparkSettings.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        if (!own.getPath().endsWith(".jar")) {
            return new String[0];
        }
        try (JarFile jar = new JarFile(new File(own))) {
            String beside = jar.getManifest().getMainAttributes().getValue(Name.CLASS_PATH);
            return Stream.concat(Stream.of(own), Stream.of(beside.split(" ")).map(own::resolve))
                    .map(URI::toString)
                    .toArray(String[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(own + " cannot be read: " + e, e);
        }
    }
}
