package org.segloss.demo.spark;

import java.util.regex.Pattern;
import org.segloss.demo.experiment.Runner;

/**
 * The master that hands out the runs.
 *
 * @param url as Spark takes it
 */
public record SparkMaster(String url) {

    /** Stands for the master that spark-submit was given. */
    public static final String SUBMITTED = "submit";

    private static final String PROPERTY = "spark.master";

    private static final Pattern KNOWN =
            Pattern.compile(
                    "local"
                            + "|local\\[(\\*|[1-9]\\d*)(,[1-9]\\d*)?]"
                            + "|local-cluster\\[[1-9]\\d*,[1-9]\\d*,[1-9]\\d*]"
                            + "|spark://[^,:/\\s]+:\\d+(,[^,:/\\s]+:\\d+)*"
                            + "|yarn"
                            + "|k8s://\\S+");

    /**
     * Checks a master that a user asked for.
     *
     * @param asked the master, or {@link #SUBMITTED}
     * @return the master
     * @throws IllegalArgumentException if there is no Spark here, or no such master
     */
    public static SparkMaster of(String asked) {
        requireSpark();
        String submitted = System.getProperty(PROPERTY);
        if (asked.equals(SUBMITTED)) {
            if (submitted == null) {
                throw new IllegalArgumentException(
                        "--spark has no master, and spark-submit did not start this program: give"
                                + " one, as in --spark local[*]");
            }
            return new SparkMaster(submitted);
        }
        if (!KNOWN.matcher(asked).matches()) {
            throw new IllegalArgumentException(
                    "--spark "
                            + asked
                            + ": expected local[*], local[4], spark://HOST:PORT, yarn, k8s://URL,"
                            + " local-cluster[EXECUTORS,CORES,MEGABYTES], or no value behind"
                            + " spark-submit");
        }
        if (submitted != null && !submitted.equals(asked)) {
            throw new IllegalArgumentException(
                    "spark-submit was given the master "
                            + submitted
                            + ", --spark "
                            + asked
                            + ": leave one of them out");
        }
        return new SparkMaster(asked);
    }

    private static void requireSpark() {
        try {
            Class.forName(
                    "org.apache.spark.SparkContext", false, SparkMaster.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "--spark needs Apache Spark, which is not on the class path: start segloss with"
                            + " spark-submit, or put Spark beside it with \"mvn -q -DskipTests -P"
                            + " spark package\"; the README says how under \"On Spark\"",
                    e);
        }
    }

    /**
     * Executes runs on Spark.
     *
     * @return what hands them to this master
     */
    public Runner runner() {
        // Named in here alone: loading this class needs Spark's.
        return new SparkRunner(this);
    }

    /** Whether the runs are executed in this very process. */
    boolean isThisProcess() {
        return url.matches("local(\\[.*)?");
    }
}
