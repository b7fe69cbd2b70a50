/** Losses that measure distance to the boundary of the labelled region. */
package org.segloss.boundary;
