package org.segloss.host;

import java.util.Arrays;

/**
 * The binary cross entropy of each row against all others under a softmax, \( positive (-\ln p) +
 * negative (-\ln (1 - p)) \): one logarithm a row, and none on the way back.
 *
 * <p>Of the largest row 1 - p is what the others have, of any other one p is at most a half: no
 * digit of either is lost beside 1.
 */
final class RestCrossEntropy extends VoxelMap {

    private final VoxelMap x;
    private final Rivals rivals;
    private final VoxelMap positive;
    private final VoxelMap negative;

    RestCrossEntropy(
            Computation computation,
            VoxelMap x,
            Rivals rivals,
            VoxelMap positive,
            VoxelMap negative) {
        super(computation, x.rows, x.varies, x, rivals, positive, negative);
        this.x = x;
        this.rivals = rivals;
        this.positive = positive;
        this.negative = negative;
    }

    @Override
    void forward(Block block) {
        int length = block.length;
        float[] largest = rivals.largest(block);
        float[] second = rivals.second(block);
        float[] share = rivals.share(block);
        float[] sum = rivals.sum(block);
        float[] all = block.scratch(0);
        float[] rest = block.scratch(1);
        Loops.product(rivals.step(block), sum, rest, length);
        Elementary.logOfOneAnd(rest, all, length);
        for (int row = 0; row < rows; row++) {
            lack(rivals.leads(block, row), sum, share, block.value(rivals, row), rest, length);
            Elementary.logOfOneAnd(rest, rest, length);
            logOfRest(rivals.leads(block, row), all, largest, second, rest, length);
            float[] yes = block.value(positive, positive.beside(row));
            float[] no = block.value(negative, negative.beside(row));
            float[] y = block.value(this, row);
            cost(yes, all, largest, block.value(x, row), no, rest, y, length);
        }
    }

    /**
     * With the slopes a of \( -\ln p \) and b of \( -\ln (1 - p) \) and the odds \( o = p / (1 - p)
     * \), the largest row, t, gets
     *
     * <p>\[ p_t \Big( \sum_{c \ne t} a_c + b_t - \sum_{c \ne t} b_c o_c \Big) - a_t (1 - p_t), \]
     *
     * <p>and another one
     *
     * <p>\[ p_k \Big( \sum_{c \ne k} a_c - \sum_{c \ne t} b_c o_c \Big) + b_k o_k - b_t\, p_t\,
     * \frac{p_k}{1 - p_t} - a_k (1 - p_k). \]
     */
    @Override
    void backward(Block block) {
        int length = block.length;
        float[] most = rivals.most(block);
        float[] share = rivals.share(block);
        float[] sum = rivals.sum(block);
        float[] missed = block.scratch(0);
        float[] marked = block.scratch(1);
        float[] ofTop = block.scratch(2);
        Arrays.fill(missed, 0, length, 0f);
        Arrays.fill(marked, 0, length, 0f);
        Arrays.fill(ofTop, 0, length, 0f);
        for (int row = 0; row < rows; row++) {
            float[] no = block.value(negative, negative.beside(row));
            float[] slope = block.slope(this, row);
            Loops.addProduct(slope, block.value(positive, positive.beside(row)), missed, length);
            float[] to = block.slope(x, row);
            addOdds(slope, no, share, block.value(rivals, row), marked, to, length);
            addOfTop(rivals.leads(block, row), slope, no, ofTop, length);
        }
        Loops.product(ofTop, most, ofTop, length);
        Loops.divide(ofTop, sum, length);
        for (int row = 0; row < rows; row++) {
            float[] e = block.value(rivals, row);
            float[] leads = rivals.leads(block, row);
            float[] yes = block.value(positive, positive.beside(row));
            float[] no = block.value(negative, negative.beside(row));
            float[] slope = block.slope(this, row);
            float[] to = block.slope(x, row);
            Loops.takeOffProduct(ofTop, e, to, length);
            takeOffRest(leads, share, sum, e, slope, yes, to, length);
            ofOthers(leads, missed, marked, yes, no, slope, length);
            addShare(leads, most, share, e, slope, to, length);
        }
    }

    /** What the others have beyond 1 for the largest row, and what any other row has, negative. */
    private static void lack(
            float[] leads, float[] sum, float[] share, float[] e, float[] rest, int length) {
        for (int i = 0; i < length; i++) {
            rest[i] = leads[i] * (sum[i] - 1) - share[i] * e[i];
        }
    }

    private static void logOfRest(
            float[] leads, float[] all, float[] largest, float[] second, float[] rest, int length) {
        for (int i = 0; i < length; i++) {
            float gap = all[i] + (largest[i] - second[i]);
            rest[i] = leads[i] * gap - rest[i];
        }
    }

    private static void cost(
            float[] yes,
            float[] all,
            float[] largest,
            float[] logit,
            float[] no,
            float[] rest,
            float[] y,
            int length) {
        for (int i = 0; i < length; i++) {
            y[i] = yes[i] * (all[i] + (largest[i] - logit[i])) + no[i] * rest[i];
        }
    }

    /** To what all rows mark falsely, and to the slopes of their own. */
    private static void addOdds(
            float[] slope,
            float[] no,
            float[] share,
            float[] e,
            float[] all,
            float[] own,
            int length) {
        for (int i = 0; i < length; i++) {
            float p = share[i] * e[i];
            float odds = slope[i] * no[i] * (p / (1 - p));
            all[i] += odds;
            own[i] += odds;
        }
    }

    private static void addOfTop(
            float[] leads, float[] slope, float[] no, float[] ofTop, int length) {
        for (int i = 0; i < length; i++) {
            ofTop[i] += leads[i] * slope[i] * no[i];
        }
    }

    /** What stands behind p in both formulas, instead of the slopes, which are needed no more. */
    private static void ofOthers(
            float[] leads,
            float[] missed,
            float[] marked,
            float[] yes,
            float[] no,
            float[] slope,
            int length) {
        for (int i = 0; i < length; i++) {
            // In this order nothing small is added to what goes away.
            float ofOthers = missed[i] - slope[i] * yes[i];
            slope[i] = ofOthers + (leads[i] * slope[i] * no[i] - marked[i]);
        }
    }

    private static void addShare(
            float[] leads,
            float[] most,
            float[] share,
            float[] e,
            float[] ofOthers,
            float[] to,
            int length) {
        for (int i = 0; i < length; i++) {
            to[i] += (leads[i] * most[i] + share[i] * e[i]) * ofOthers[i];
        }
    }

    private static void takeOffRest(
            float[] leads,
            float[] share,
            float[] sum,
            float[] e,
            float[] slope,
            float[] yes,
            float[] to,
            int length) {
        for (int i = 0; i < length; i++) {
            float is = leads[i];
            float rest = is * share[i] * sum[i] + (1 - is) * (1 - share[i] * e[i]);
            to[i] -= slope[i] * yes[i] * rest;
        }
    }

    @Override
    boolean readsItself() {
        return false;
    }
}
