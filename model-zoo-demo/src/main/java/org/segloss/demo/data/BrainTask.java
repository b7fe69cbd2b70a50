package org.segloss.demo.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What to find in the head. */
public enum BrainTask {
    /** Four deep structures on coronal slices. */
    DEEP("brain", 1),
    /** The brain in the head on coronal slices; every fourth, as neighbours hardly differ. */
    HEAD("brain-head", 4),
    /** The four deep structures as one volume. */
    DEEP_3D("brain-3d", 1);

    private static final List<String> STRUCTURES =
            List.of("Hippocampus", "Caudate", "Putamen", "Thalamus");

    private final String dataName;
    private final int step;

    BrainTask(String dataName, int step) {
        this.dataName = dataName;
        this.step = step;
    }

    /**
     * The name of the data set.
     *
     * @return as {@code brain-3d}
     */
    public String dataName() {
        return dataName;
    }

    /** The distance of the slices that are used. */
    int step() {
        return step;
    }

    /** The names in the atlas without the side, class 1 first; empty where it has no part. */
    List<String> atlasNames() {
        return this == HEAD ? List.of() : STRUCTURES;
    }

    List<String> classNames() {
        List<String> names = new ArrayList<>(List.of("background"));
        if (this == HEAD) {
            names.add("brain");
        }
        atlasNames().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        return List.copyOf(names);
    }
}
