package org.segloss.demo.train;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.segloss.demo.data.Sample;
import org.segloss.demo.data.SegmentationData;
import org.segloss.metric.CalibrationError;

/**
 * The validation samples after the last epoch, one by one.
 *
 * @param cases the samples in their order
 * @param calibration the reliability diagram over all of them
 */
public record Validation(List<Case> cases, List<CalibrationError.Bin> calibration) {

    /**
     * A sample.
     *
     * @param id its name
     * @param dice its Dice, see {@link DiceCounts#dice()}
     */
    public record Case(String id, Map<String, Double> dice) {}

    static Validation of(SegmentationData data, TrainingResult result) {
        List<Case> cases =
                IntStream.range(0, data.validation().size())
                        .mapToObj(
                                i -> {
                                    Sample sample = data.validation().get(i);
                                    DiceCounts counts = new DiceCounts(data.classNames());
                                    counts.add(
                                            result.predictions().get(i).labels(), sample.labels());
                                    return new Case(sample.id(), counts.dice());
                                })
                        .toList();
        return new Validation(cases, result.calibration());
    }
}
