package org.segloss.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * SciPy in a process of its own, with an array that is there before the clock starts. {@code
 * -Dsegloss.python} says which Python.
 */
final class Scipy implements AutoCloseable {

    private static final String PYTHON = System.getProperty("segloss.python", "python3");

    private final Process process;
    private final BufferedReader answers;
    private final OutputStream questions;

    /**
     * Starts the process and waits until it has the array.
     *
     * @param array the bytes of the array
     * @param job what is done with it, see {@code scipy_jobs.py}, the shape and what else it asks
     *     for
     * @throws IOException if there is no Python with SciPy
     */
    Scipy(byte[] array, String... job) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(PYTHON, "src/benchmark/python/scipy_jobs.py");
        builder.command().addAll(List.of(job));
        process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        answers = process.inputReader();
        questions = process.getOutputStream();
        questions.write(array);
        questions.flush();
        answer();
    }

    /** Does the job once. */
    String run() throws IOException {
        questions.write('\n');
        questions.flush();
        return answer();
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException(PYTHON + " with SciPy has ended: name one by -Dpython");
        }
        return line;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
