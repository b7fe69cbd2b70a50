package org.segloss.demo.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.segloss.demo.data.DataOptions;
import org.segloss.demo.data.DataSets;
import org.segloss.demo.data.SegmentationData;
import org.segloss.demo.io.TemporaryFolder;
import org.segloss.demo.train.TrainingListener;

/**
 * A run on its way to another process, maybe on a machine with another disk: it is executed there
 * in a folder that nobody keeps, and its files come back as bytes.
 *
 * @param specification the run as JSON
 * @param data where its data are: a name, or a folder by its full path
 */
public record RemoteRun(String specification, String data) implements Serializable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What was opened last in this process: the runs of an experiment share their data. */
    private static Optional<Opened> opened = Optional.empty();

    private record Opened(String data, JsonNode options, SegmentationData samples) {

        boolean is(String wantedData, JsonNode wantedOptions) {
            return data.equals(wantedData) && options.equals(wantedOptions);
        }
    }

    /**
     * Makes a run ready to go.
     *
     * @param run the run
     * @return what to send
     */
    public static RemoteRun of(Run run) {
        try {
            return new RemoteRun(JSON.writeValueAsString(run), DataSets.located(run.data()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Executes the run. One at a time in a process: two of them would measure each other's time,
     * and PyTorch collects the gradients of one training alone.
     *
     * @return its files, for {@link #keep}; a failure is a result as well
     */
    public byte[] execute() {
        synchronized (RemoteRun.class) {
            try (TemporaryFolder out = TemporaryFolder.create()) {
                Run run = JSON.readValue(specification, Run.class);
                RunFiles files = new RunFiles(run, out.path());
                RunExecution.execute(
                        files, run, () -> samples(run.options()), new TrainingListener() {});
                return files.pack();
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Keeps what a run came to elsewhere.
     *
     * @param run the run
     * @param out the folder of the experiment
     * @param packed what {@link #execute} returned
     * @return what it came to
     */
    public static RunResult keep(Run run, Path out, byte[] packed) {
        return new RunFiles(run, out).replace(packed);
    }

    /**
     * Records a run of which nothing came back.
     *
     * @param run the run
     * @param out the folder of the experiment
     * @param reason why nothing came back
     * @return a failure
     */
    public static RunResult lost(Run run, Path out, Throwable reason) {
        return RunExecution.lost(new RunFiles(run, out), reason);
    }

    private SegmentationData samples(DataOptions options) {
        // As JSON, which tells equal sizes of patches from others.
        JsonNode wanted = JSON.valueToTree(options);
        if (opened.filter(last -> last.is(data, wanted)).isEmpty()) {
            try {
                opened = Optional.of(new Opened(data, wanted, DataSets.open(data, options)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        e.getMessage()
                                + "; a run on another machine needs the data there too, under the"
                                + " same path",
                        e);
            }
        }
        return opened.orElseThrow().samples();
    }
}
