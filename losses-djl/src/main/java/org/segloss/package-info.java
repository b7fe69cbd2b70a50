/**
 * Segmentation losses for the Deep Java Library: the base class, the catalogue, and creation by
 * name.
 *
 * <p>Start at {@link org.segloss.Losses}.
 */
package org.segloss;
