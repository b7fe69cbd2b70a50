package org.segloss.benchmark;

/**
 * Measures a loss in units of the floor, in a way that other processes disturb little: both take
 * turns, and of each the shortest time counts.
 */
final class RatioClock implements AutoCloseable {

    private static final String SHAPE = "2x4x128x128";

    private static final int ROUNDS = 10;

    /**
     * As long as a suspicious loss gets to find a moment without disturbance: what runs once a step
     * is compiled only then.
     */
    private static final long NANOSECONDS = 12_000_000_000L;

    private final Batch batch;
    private final Form loss;
    private final Form floor;

    RatioClock(String engine, String name) {
        Waves waves = Waves.of(SHAPE);
        batch = new Batch(engine, waves, Forms.required(name, waves));
        loss = Forms.of(name, waves);
        floor = Forms.of(Forms.FLOOR, waves);
    }

    /**
     * The time of the loss over that of the floor.
     *
     * @param enough a ratio that ends the search for a smaller one
     */
    double ratio(double enough) {
        long ofLoss = Long.MAX_VALUE;
        long ofFloor = Long.MAX_VALUE;
        long start = System.nanoTime();
        int round = 0;
        while (round < ROUNDS
                || (ofLoss > enough * ofFloor && System.nanoTime() - start < NANOSECONDS)) {
            ofLoss = Math.min(ofLoss, batch.time(loss));
            ofFloor = Math.min(ofFloor, batch.time(floor));
            round++;
        }
        return (double) ofLoss / ofFloor;
    }

    @Override
    public void close() {
        batch.close();
    }
}
