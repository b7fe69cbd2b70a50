package org.segloss.demo.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.segloss.demo.evaluate.CasePaths;
import org.segloss.demo.evaluate.Evaluation;
import org.segloss.demo.evaluate.EvaluationFiles;
import org.segloss.demo.evaluate.EvaluationTables;
import org.segloss.demo.evaluate.MaskSource;
import org.segloss.demo.io.Results;
import org.segloss.metric.Evaluators;
import org.segloss.metric.MaskEvaluator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares masks with their references. */
@Command(
        name = "evaluate",
        description = {
            "Compares masks with their references, PNG or NIfTI.",
            "Prints a table for each metric: each case, then all of them, for which the voxels are"
                    + " counted together and distances are averaged over the cases. A class that"
                    + " neither mask holds has no value (-); one that a single one holds is infinitely"
                    + " far."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class EvaluateCommand implements Callable<Integer> {

    @Option(names = "--prediction", required = true, description = "a mask, or a folder of masks")
    private Path prediction;

    @Option(
            names = "--reference",
            required = true,
            description = "the true mask, or a folder of masks of the same names")
    private Path reference;

    @Option(
            names = "--metrics",
            split = ",",
            converter = MetricArgument.class,
            defaultValue = "dice,hausdorff95,assd,surface-dice",
            description = MetricArgument.HELP)
    private List<String> metrics;

    @Option(
            names = "--spacing",
            split = ",",
            description =
                    "millimetres from voxel to voxel, slowest axis first, as in 1.5,1,1; without it"
                            + " the reference's own, which is 1 for a PNG")
    private float[] spacing;

    @Option(
            names = "--classes",
            defaultValue = "0",
            description = "classes with background; 0 counts them in the masks")
    private int classes;

    @Option(
            names = "--ignore-index",
            description = "label of the reference whose voxels do not count")
    private Integer ignoreIndex;

    @Option(
            names = "--include-background",
            description = "averages class 0 too, as accuracies always do")
    private boolean includeBackground;

    @Option(
            names = "--missed",
            defaultValue = "Infinity",
            description = "the distance of a class that only one of both masks holds")
    private double missed;

    @Option(names = "--csv", description = "also write the scores to this file, as CSV")
    private Path csv;

    @Option(names = "--json", description = "also write the scores to this file, as JSON")
    private Path json;

    @Option(names = "--force", description = "replace files that exist")
    private boolean force;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Results.requireAbsent(Stream.of(csv, json).filter(Objects::nonNull).toList(), force);
        Evaluation evaluation =
                Evaluation.of(
                        CasePaths.find(prediction, reference),
                        new MaskSource(spacing, ignoreIndex),
                        classes,
                        metrics.stream().map(this::evaluator).toList());
        PrintWriter out = spec.commandLine().getOut();
        EvaluationTables.print(evaluation, out);
        if (csv != null) {
            EvaluationFiles.writeCsv(csv, evaluation);
        }
        if (json != null) {
            EvaluationFiles.writeJson(json, evaluation);
        }
        return 0;
    }

    private MaskEvaluator evaluator(String metric) {
        return (includeBackground ? Evaluators.builder(metric) : Evaluators.foreground(metric))
                .optMissed(missed)
                .build();
    }
}
