package org.segloss.boundary;

import java.util.Arrays;

/** The counterpart of {@link Slopes} on the host. */
final class HostSlopes {

    private final double epsilon;
    private final float[] steps;

    /**
     * Says how distances count.
     *
     * @param epsilon what is added to squares under a root, and to denominators
     * @param steps distance of neighbouring voxels along each axis
     */
    HostSlopes(double epsilon, float... steps) {
        this.epsilon = epsilon;
        this.steps = steps;
    }

    /** The steepness by differences of two neighbours along each axis. */
    VoxelCost steepness(int from, int to) {
        double[] perStep = new double[steps.length];
        Arrays.setAll(perStep, i -> 1.0 / (to - from) / steps[i]);
        double[] difference = new double[steps.length];
        int[] ahead = new int[steps.length];
        int[] behind = new int[steps.length];
        return (p, v, around, weight, slopes) -> {
            double square = epsilon;
            for (int i = 0; i < perStep.length; i++) {
                ahead[i] = v + around.offset(i, to);
                behind[i] = v + around.offset(i, from);
                difference[i] = (p[ahead[i]] - p[behind[i]]) * perStep[i];
                square += difference[i] * difference[i];
            }
            double root = Math.sqrt(square);
            double slope = weight / root;
            for (int i = 0; i < perStep.length; i++) {
                float part = (float) (slope * difference[i] * perStep[i]);
                slopes[ahead[i]] += part;
                slopes[behind[i]] -= part;
            }
            return root;
        };
    }

    /** The steepness by central differences, times a and b times the squared curvature. */
    VoxelCost elastica(double a, double b) {
        return new Elastica(a, b);
    }

    /**
     * With the first differences d, the second ones s and the mixed ones m of {@link Slopes}: the
     * way there, and the way back in the opposite order.
     */
    private final class Elastica implements VoxelCost {

        private final double a;
        private final double b;
        private final double[] d = new double[steps.length];
        private final double[] s = new double[steps.length];
        private final double[] perStep = new double[steps.length];
        private final double[] slopeOfD = new double[steps.length];
        private final double[] slopeOfS = new double[steps.length];

        Elastica(double a, double b) {
            this.a = a;
            this.b = b;
            Arrays.setAll(perStep, i -> 1.0 / steps[i]);
        }

        @Override
        public double of(float[] p, int v, Stencil around, double weight, float[] slopes) {
            double square = 0;
            double bend = 0;
            for (int i = 0; i < steps.length; i++) {
                float behind = p[v + around.offset(i, -1)];
                float ahead = p[v + around.offset(i, 1)];
                d[i] = (ahead - behind) / 2.0 * perStep[i];
                s[i] = ((double) behind + ahead - p[v] - p[v]) * perStep[i] * perStep[i];
                square += d[i] * d[i];
                bend += epsilon * s[i];
            }
            for (int i = 0; i < steps.length; i++) {
                for (int j = i + 1; j < steps.length; j++) {
                    bend += d[i] * d[i] * s[j] + d[j] * d[j] * s[i];
                    bend -= 4 * d[i] * d[j] * mixed(p, v, around, i, j);
                }
            }
            double root = Math.sqrt(square + epsilon);
            double steepness = Math.sqrt(square);
            double third = square * steepness + epsilon;
            double inverse = 1 / third;
            double curvature = bend * inverse;
            double factor = b * curvature * curvature + a;

            double slopeOfBend = weight * 2 * b * curvature * root * inverse;
            double slopeOfSquare =
                    weight * factor / (2 * root) - slopeOfBend * curvature * 1.5 * steepness;
            for (int i = 0; i < steps.length; i++) {
                slopeOfD[i] = 2 * d[i] * slopeOfSquare;
                slopeOfS[i] = epsilon * slopeOfBend;
            }
            for (int i = 0; i < steps.length; i++) {
                for (int j = i + 1; j < steps.length; j++) {
                    double m = mixed(p, v, around, i, j);
                    slopeOfD[i] += slopeOfBend * (2 * d[i] * s[j] - 4 * d[j] * m);
                    slopeOfD[j] += slopeOfBend * (2 * d[j] * s[i] - 4 * d[i] * m);
                    slopeOfS[i] += slopeOfBend * d[j] * d[j];
                    slopeOfS[j] += slopeOfBend * d[i] * d[i];
                    addMixed(-4 * slopeOfBend * d[i] * d[j], v, around, i, j, slopes);
                }
            }
            for (int i = 0; i < steps.length; i++) {
                double first = slopeOfD[i] / 2 * perStep[i];
                double second = slopeOfS[i] * perStep[i] * perStep[i];
                slopes[v + around.offset(i, 1)] += (float) (second + first);
                slopes[v + around.offset(i, -1)] += (float) (second - first);
                slopes[v] -= (float) (2 * second);
            }
            return factor * root;
        }

        private double mixed(float[] p, int v, Stencil around, int i, int j) {
            double sum = 0;
            for (int k = -1; k <= 1; k += 2) {
                int corner = v + around.offset(i, k);
                float ahead = p[corner + around.offset(j, 1)];
                sum += k * (ahead - p[corner + around.offset(j, -1)]);
            }
            return sum / 4 * perStep[i] * perStep[j];
        }

        private void addMixed(double slope, int v, Stencil around, int i, int j, float[] slopes) {
            for (int k = -1; k <= 1; k += 2) {
                int corner = v + around.offset(i, k);
                float part = (float) (k * slope / 4 * perStep[i] * perStep[j]);
                slopes[corner + around.offset(j, 1)] += part;
                slopes[corner + around.offset(j, -1)] -= part;
            }
        }
    }
}
