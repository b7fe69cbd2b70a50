/** Losses that compare distributions voxel by voxel: cross entropy and its descendants. */
package org.segloss.distribution;
