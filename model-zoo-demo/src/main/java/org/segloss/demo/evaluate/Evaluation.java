package org.segloss.demo.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.segloss.metric.ImagePair;
import org.segloss.metric.MaskEvaluator;
import org.segloss.metric.MaskTally;

/**
 * What the metrics came to.
 *
 * @param cases the scores of each case
 * @param all those over all cases, accumulated as over the epoch of a training
 */
public record Evaluation(List<CaseScores> cases, List<Score> all) {

    /** More than that without being told so is no mask of classes. */
    private static final int MAX_COUNTED_CLASSES = 64;

    /**
     * Evaluates masks.
     *
     * @param cases the files
     * @param source how to read them
     * @param classes the number of classes with background, or 0 to find it in the masks
     * @param evaluators the metrics
     * @return their scores
     * @throws IllegalArgumentException naming the files that cannot be read or do not fit
     */
    public static Evaluation of(
            List<CasePaths> cases, MaskSource source, int classes, List<MaskEvaluator> evaluators) {
        int count = classes > 0 ? classes : counted(cases, source);
        List<MaskTally> all = evaluators.stream().map(MaskEvaluator::newTally).toList();
        List<CaseScores> scores = new ArrayList<>();
        for (CasePaths paths : cases) {
            ImagePair image = source.read(paths, count);
            all.forEach(tally -> tally.add(image));
            List<MaskTally> one = evaluators.stream().map(MaskEvaluator::newTally).toList();
            one.forEach(tally -> tally.add(image));
            scores.add(new CaseScores(paths.name(), scores(evaluators, one)));
        }
        return new Evaluation(scores, scores(evaluators, all));
    }

    private static int counted(List<CasePaths> cases, MaskSource source) {
        int largest = cases.stream().mapToInt(source::maxLabel).max().orElseThrow();
        if (largest >= MAX_COUNTED_CLASSES) {
            throw new IllegalArgumentException(
                    "found labels up to "
                            + largest
                            + ", expected class indices 0, 1, 2, ... or 0 and 255; leave voxels"
                            + " without a class out with --ignore-index, or give the number of"
                            + " classes with --classes");
        }
        return Math.max(2, largest + 1);
    }

    private static List<Score> scores(List<MaskEvaluator> evaluators, List<MaskTally> tallies) {
        return IntStream.range(0, tallies.size())
                .mapToObj(i -> Score.of(evaluators.get(i).getName(), tallies.get(i)))
                .toList();
    }
}
