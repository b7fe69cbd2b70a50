package org.segloss.schedule;

import com.fasterxml.jackson.annotation.JsonValue;

/** The same weight in every epoch; in JSON a number. */
record Constant(@JsonValue float value) implements WeightSchedule {

    @Override
    public float weight(int epoch) {
        return value;
    }
}
