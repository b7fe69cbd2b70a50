package org.segloss;

import java.util.List;

/**
 * Adds losses of a user's own to {@link Losses}. Name the class in {@code
 * META-INF/services/org.segloss.LossProvider}; then the registry, JSON and the command line know
 * them.
 */
public interface LossProvider {

    /**
     * The losses to add.
     *
     * @return their catalogue rows; a name or alias that is taken is refused
     */
    List<LossEntry> losses();
}
