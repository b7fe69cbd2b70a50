/** Segmentation losses for DJL. */
package org.segloss;
