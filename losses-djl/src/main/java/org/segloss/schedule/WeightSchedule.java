package org.segloss.schedule;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import org.segloss.Arguments;

/**
 * The weight of a loss as a function of the epoch. One of your own is a lambda: {@code epoch -> 1f
 * / (1 + epoch)}.
 *
 * <p>In JSON a number, or one of
 *
 * <pre>{@code
 * {"type": "linear", "from": 0, "to": 1, "epochs": 20, "start": 5}
 * {"type": "cosine", "from": 1, "to": 0, "epochs": 20, "start": 5}
 * {"type": "rebalance", "step": 0.01, "least": 0.01, "rest": false}
 * }</pre>
 *
 * where {@code start} (0) and the options of {@code rebalance} may be left out.
 */
@FunctionalInterface
@JsonDeserialize(using = WeightScheduleReader.class)
public interface WeightSchedule {

    /**
     * The weight in an epoch.
     *
     * @param epoch the epoch, from 0
     * @return the weight, finite and not negative
     */
    float weight(int epoch);

    /**
     * A weight that stays.
     *
     * @param weight the weight
     * @return that number in every epoch
     */
    static WeightSchedule constant(float weight) {
        return new Constant(weight);
    }

    /**
     * A straight line.
     *
     * @param from the weight up to the first epoch of the ramp, 0 or more
     * @param to the weight from its end on, 0 or more
     * @param epochs how many epochs lie between the two, 1 or more
     * @param start the first epoch of the ramp, 0 or more
     * @return the schedule
     */
    static WeightSchedule linear(float from, float to, int epochs, int start) {
        Ramp ramp = new Ramp(from, to, epochs, start);
        return epoch -> ramp.at(ramp.progress(epoch));
    }

    /**
     * Half a cosine: level at both ends, steepest in the middle.
     *
     * @param from the weight up to the first epoch of the ramp, 0 or more
     * @param to the weight from its end on, 0 or more
     * @param epochs how many epochs lie between the two, 1 or more
     * @param start the first epoch of the ramp, 0 or more
     * @return the schedule
     */
    static WeightSchedule cosine(float from, float to, int epochs, int start) {
        Ramp ramp = new Ramp(from, to, epochs, start);
        return epoch -> ramp.at((1 - Math.cos(Math.PI * ramp.progress(epoch))) / 2);
    }

    /**
     * The weight of the region loss as Kervadec et al., <a
     * href="https://arxiv.org/abs/1812.07032">Boundary loss</a> (2018), rebalance it: \( \alpha_e =
     * \max(\alpha_{min}, 1 - e \cdot step) \). The boundary loss gets {@link #rest()}.
     *
     * <p>The code of the authors stops \( \alpha \) at 0.1, and goes on to add to the other weight.
     *
     * @param step how much the weight falls in an epoch (paper: 0.01), above 0 and up to 1
     * @param least \( \alpha_{min} \) (paper: 0.01), 0 to 1
     * @return the schedule
     */
    static WeightSchedule rebalance(float step, float least) {
        Arguments.within("step", step, 1e-6, 1);
        Arguments.within("least", least, 0, 1);
        return epoch -> Math.max(least, 1 - epoch * step);
    }

    /**
     * What this schedule leaves of 1.
     *
     * @return 1 less the weight
     */
    default WeightSchedule rest() {
        return epoch -> 1 - weight(epoch);
    }
}
