package org.segloss.host;

import java.util.List;

/** What a pass over the voxels finds: sums, or a map as a whole. */
interface Found {

    /** What it is made of, all with as many voxels. */
    List<VoxelMap> maps();

    /** Whether the way back needs the numbers of these maps: each factor is the other's slope. */
    default boolean readsMaps() {
        return maps().size() > 1;
    }

    /** Whether it has been found. */
    boolean known();

    /** Whether slopes go through it. */
    boolean varies();

    /** Before a pass. */
    void begin(int stretches);

    /** Takes up a block. */
    void add(Block block);

    /** After a pass. */
    void end(int stretchesOfImage);

    /** Adds to the slopes of the map, in a pass of the way back. */
    void back(Block block);
}
