package org.segloss.geometry;

import java.util.Arrays;

/**
 * Union-find with the elder rule: where two components merge, the younger one ends. A merge costs
 * amortised almost constant time.
 */
final class MergeForest {

    /** The answer where nothing merges. */
    static final int NONE = -1;

    private final int[] parent;

    /** Age of the eldest member, at the root. */
    private final int[] age;

    /**
     * Starts with every node on its own.
     *
     * @param age the lower, the elder; not negative and all different
     */
    MergeForest(int[] age) {
        this.age = age.clone();
        parent = new int[age.length];
        Arrays.setAll(parent, node -> node);
    }

    /**
     * Merges the components of two nodes.
     *
     * @return the age of the component that ends, {@link #NONE} if they were one already
     */
    int merge(int a, int b) {
        int elder = root(a);
        int younger = root(b);
        if (elder == younger) {
            return NONE;
        }
        if (age[elder] > age[younger]) {
            int swap = elder;
            elder = younger;
            younger = swap;
        }
        parent[younger] = elder;
        return age[younger];
    }

    private int root(int node) {
        int at = node;
        while (parent[at] != at) {
            // Halving the path keeps later ones short.
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
