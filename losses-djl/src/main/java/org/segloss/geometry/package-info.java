/** Exact geometry of label maps in plain Java on {@code float[]} and {@code int[]}, no engine. */
package org.segloss.geometry;
