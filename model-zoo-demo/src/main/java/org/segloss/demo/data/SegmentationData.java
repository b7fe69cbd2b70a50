package org.segloss.demo.data;

import java.util.List;
import java.util.Optional;

/**
 * A data set; all samples have one number of channels and, unless patches are drawn from them, one
 * shape.
 *
 * @param name its name
 * @param classNames the names of the classes by index; 0 is background
 * @param train what to train on
 * @param validation what to measure on
 * @param positionBaseline for each validation sample the labels that its position alone predicts,
 *     where the data allow to tell; a network that sees the image must beat them
 * @param view how images of this kind become samples
 */
public record SegmentationData(
        String name,
        List<String> classNames,
        List<Sample> train,
        List<Sample> validation,
        Optional<List<int[]>> positionBaseline,
        InputView view) {}
