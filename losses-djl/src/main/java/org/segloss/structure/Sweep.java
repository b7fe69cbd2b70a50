package org.segloss.structure;

import java.util.List;
import org.segloss.geometry.Filtration;

/** The direction in which a threshold goes through an image. */
public enum Sweep {

    /** Down: bright features. */
    SUPERLEVEL,

    /** Up: dark features. */
    SUBLEVEL,

    /** Down and up. */
    BOTHLEVEL;

    List<Filtration> filtrations() {
        return switch (this) {
            case SUPERLEVEL -> List.of(Filtration.SUPERLEVEL);
            case SUBLEVEL -> List.of(Filtration.SUBLEVEL);
            case BOTHLEVEL -> List.of(Filtration.SUPERLEVEL, Filtration.SUBLEVEL);
        };
    }
}
