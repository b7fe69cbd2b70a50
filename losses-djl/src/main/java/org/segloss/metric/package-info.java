/**
 * Measures of a segmentation: static functions on plain arrays and DJL evaluators over them, which
 * accumulate exactly over an epoch.
 *
 * <p>Where a class is in neither mask a measure is not defined: NaN. Where it is in one of both a
 * distance is infinite and an overlap 0.
 */
package org.segloss.metric;
