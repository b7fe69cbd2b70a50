package org.segloss.input;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.function.IntFunction;

/** The label arrays of a batch besides the labels, by their names. */
final class LabelArrays {

    private final NDList arrays;
    private final Grid grid;

    LabelArrays(NDList arrays, Grid grid) {
        this.arrays = arrays;
        this.grid = grid;
    }

    /** Those of an image. */
    LabelArrays image(int n, NDManager scope) {
        NDList ofImage = new NDList();
        for (NDArray array : arrays) {
            NDArray part = MaskedImage.cut(array, n);
            part.setName(array.getName());
            ofImage.add(part);
        }
        ofImage.attach(scope);
        return new LabelArrays(ofImage, grid.oneImage());
    }

    NDList all() {
        return arrays;
    }

    /** Finite numbers for every class and voxel, on demand one a voxel; null without the array. */
    float[] ofClasses(String name, boolean perVoxel) {
        NDArray array = arrays.get(name);
        if (array == null) {
            return null;
        }
        grid.checkClassArray(name, array.getShape(), perVoxel);
        return finite(name, array);
    }

    /** Finite numbers for every voxel of any number of channels. */
    float[] ofChannels(String name) {
        NDArray array = arrays.get(name);
        grid.checkChannels(name, array.getShape());
        return finite(name, array);
    }

    /** A number of 0 or more for every voxel; null without the array. */
    float[] ofVoxels(String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            return null;
        }
        grid.checkVoxelArray(name, array.getShape(), "");
        return numbers(name, array, 0, grid::position, "its numbers are finite and not negative");
    }

    private static float[] finite(String name, NDArray array) {
        return numbers(
                name, array, -Float.MAX_VALUE, String::valueOf, "allowed are finite numbers");
    }

    /** Reads an array whose numbers are finite and not below the least. */
    private static float[] numbers(
            String name, NDArray array, float least, IntFunction<String> place, String allowed) {
        float[] numbers = HostArrays.floats(array);
        for (int i = 0; i < numbers.length; i++) {
            if (!(numbers[i] >= least && numbers[i] < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        name + " holds " + numbers[i] + " at " + place.apply(i) + ": " + allowed);
            }
        }
        return numbers;
    }
}
