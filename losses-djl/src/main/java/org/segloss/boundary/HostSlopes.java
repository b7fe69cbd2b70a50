package org.segloss.boundary;

import java.util.Arrays;

/** The counterpart of {@link Slopes} on the host. */
final class HostSlopes {

    private final float epsilon;
    private final int length;
    private final float[] steps;

    /**
     * Says how distances count.
     *
     * @param epsilon what is added to squares under a root, and to denominators
     * @param length the number of voxels that are looked at together
     * @param steps distance of neighbouring voxels along each axis
     */
    HostSlopes(float epsilon, int length, float... steps) {
        this.epsilon = epsilon;
        this.length = length;
        this.steps = steps;
    }

    /** The steepness by differences of two neighbours along each axis. */
    LineCost steepness(int from, int to) {
        float[][] difference = new float[steps.length][length];
        float[] behind = new float[length];
        float[] slope = new float[length];
        return (around, counted, weight, costs) -> {
            float price = (float) weight;
            Arrays.fill(costs, epsilon);
            for (int axis = 0; axis < steps.length; axis++) {
                float[] d = difference[axis];
                float perStep = perStep(axis) / (to - from);
                around.read(d, along(axis, to));
                around.read(behind, along(axis, from));
                for (int i = 0; i < d.length; i++) {
                    d[i] = (d[i] - behind[i]) * perStep;
                    costs[i] += d[i] * d[i];
                }
            }
            for (int i = 0; i < costs.length; i++) {
                float root = (float) Math.sqrt(costs[i]);
                costs[i] = counted[i] * root;
                slope[i] = counted[i] * price / root;
            }
            for (int axis = 0; axis < steps.length; axis++) {
                float[] d = difference[axis];
                float perStep = perStep(axis) / (to - from);
                for (int i = 0; i < d.length; i++) {
                    d[i] *= slope[i] * perStep;
                }
                around.add(1, d, along(axis, to));
                around.add(-1, d, along(axis, from));
            }
        };
    }

    /** The steepness by central differences, times a and b times the squared curvature. */
    LineCost elastica(float a, float b) {
        return new Elastica(a, b);
    }

    private float perStep(int axis) {
        return 1 / steps[axis];
    }

    private int[] along(int axis, int by) {
        int[] along = new int[steps.length];
        along[axis] = by;
        return along;
    }

    /**
     * With the first differences d, the second ones s and the mixed ones m of {@link Slopes}: the
     * way there, and the way back in the opposite order.
     *
     * <p>Numbers are subtracted from their neighbours before anything else is done with them: these
     * differences are exact where the numbers are near one another.
     */
    private final class Elastica implements LineCost {

        private final float a;
        private final float b;
        private final float[][] d = new float[steps.length][length];
        private final float[][] s = new float[steps.length][length];
        private final float[][][] m = new float[steps.length][steps.length][length];
        private final float[][] slopeOfD = new float[steps.length][length];
        private final float[][] slopeOfS = new float[steps.length][length];
        private final float[] square = new float[length];
        private final float[] bend = new float[length];
        private final float[] here = new float[length];
        private final float[][] beside = new float[4][length];

        Elastica(float a, float b) {
            this.a = a;
            this.b = b;
        }

        @Override
        public void of(Stencil around, float[] counted, double weight, float[] costs) {
            Arrays.fill(square, 0);
            Arrays.fill(bend, 0);
            around.read(here, along(0, 0));
            for (int axis = 0; axis < steps.length; axis++) {
                differ(around, axis);
            }
            for (int i = 0; i < steps.length; i++) {
                for (int j = i + 1; j < steps.length; j++) {
                    mix(around, i, j);
                    bend(d[i], d[j], s[i], s[j], m[i][j]);
                }
            }
            cost(counted, (float) weight, costs);
            for (int axis = 0; axis < steps.length; axis++) {
                slopes(d[axis], slopeOfD[axis], slopeOfS[axis]);
            }
            for (int i = 0; i < steps.length; i++) {
                for (int j = i + 1; j < steps.length; j++) {
                    slopes(d[i], d[j], s[j], m[i][j], slopeOfD[i], slopeOfS[j]);
                    slopes(d[j], d[i], s[i], m[i][j], slopeOfD[j], slopeOfS[i]);
                    addMixed(around, i, j);
                }
            }
            for (int axis = 0; axis < steps.length; axis++) {
                add(around, axis);
            }
        }

        private void differ(Stencil around, int axis) {
            float[] behind = beside[0];
            float[] ahead = beside[1];
            float[] first = d[axis];
            float[] second = s[axis];
            float perStep = perStep(axis);
            around.read(behind, along(axis, -1));
            around.read(ahead, along(axis, 1));
            for (int v = 0; v < length; v++) {
                first[v] = (ahead[v] - behind[v]) * (perStep / 2);
                second[v] = ((ahead[v] - here[v]) - (here[v] - behind[v])) * (perStep * perStep);
            }
            for (int v = 0; v < length; v++) {
                square[v] += first[v] * first[v];
                bend[v] += epsilon * second[v];
            }
        }

        private void mix(Stencil around, int i, int j) {
            float[] mixed = m[i][j];
            float each = perStep(i) * perStep(j) / 4;
            for (int corner = 0; corner < beside.length; corner++) {
                around.read(beside[corner], corner(corner, i, j));
            }
            float[] none = beside[0];
            float[] ofJ = beside[1];
            float[] ofI = beside[2];
            float[] both = beside[3];
            for (int v = 0; v < length; v++) {
                mixed[v] = ((both[v] - ofI[v]) - (ofJ[v] - none[v])) * each;
            }
        }

        /** The way to a corner: ahead along i if it is 2 or 3, ahead along j if it is odd. */
        private int[] corner(int corner, int i, int j) {
            int[] way = new int[steps.length];
            way[i] = corner / 2 * 2 - 1;
            way[j] = corner % 2 * 2 - 1;
            return way;
        }

        private void bend(float[] di, float[] dj, float[] si, float[] sj, float[] mixed) {
            for (int v = 0; v < length; v++) {
                bend[v] += di[v] * di[v] * sj[v] + dj[v] * dj[v] * si[v];
                bend[v] -= 4 * di[v] * dj[v] * mixed[v];
            }
        }

        /** From here on square and bend are their slopes. */
        private void cost(float[] counted, float weight, float[] costs) {
            for (int v = 0; v < length; v++) {
                float root = (float) Math.sqrt(square[v] + epsilon);
                float steepness = (float) Math.sqrt(square[v]);
                float inverse = 1 / (square[v] * steepness + epsilon);
                float curvature = bend[v] * inverse;
                float factor = b * curvature * curvature + a;
                float price = counted[v] * weight;
                float slopeOfBend = price * 2 * b * curvature * root * inverse;
                costs[v] = counted[v] * factor * root;
                square[v] =
                        price * factor / (2 * root) - slopeOfBend * curvature * 1.5f * steepness;
                bend[v] = slopeOfBend;
            }
        }

        private void slopes(float[] first, float[] ofFirst, float[] ofSecond) {
            for (int v = 0; v < length; v++) {
                ofFirst[v] = 2 * first[v] * square[v];
                ofSecond[v] = epsilon * bend[v];
            }
        }

        /** What one axis has of another. */
        private void slopes(
                float[] di, float[] dj, float[] sj, float[] mixed, float[] ofDi, float[] ofSj) {
            for (int v = 0; v < length; v++) {
                ofDi[v] += bend[v] * (2 * di[v] * sj[v] - 4 * dj[v] * mixed[v]);
                ofSj[v] += bend[v] * di[v] * di[v];
            }
        }

        private void addMixed(Stencil around, int i, int j) {
            float[] part = beside[0];
            float[] di = d[i];
            float[] dj = d[j];
            float each = perStep(i) * perStep(j);
            for (int v = 0; v < length; v++) {
                part[v] = -(bend[v] * di[v] * dj[v]) * each;
            }
            for (int corner = 0; corner < beside.length; corner++) {
                around.add(corner == 0 || corner == 3 ? 1 : -1, part, corner(corner, i, j));
            }
        }

        private void add(Stencil around, int axis) {
            float[] ofBehind = beside[0];
            float[] ofAhead = beside[1];
            float[] ofFirst = slopeOfD[axis];
            float[] ofSecond = slopeOfS[axis];
            float perStep = perStep(axis);
            for (int v = 0; v < length; v++) {
                float first = ofFirst[v] * (perStep / 2);
                float second = ofSecond[v] * (perStep * perStep);
                ofAhead[v] = second + first;
                ofBehind[v] = second - first;
                ofSecond[v] = second;
            }
            around.add(1, ofAhead, along(axis, 1));
            around.add(1, ofBehind, along(axis, -1));
            around.add(-2, ofSecond, along(axis, 0));
        }
    }
}
