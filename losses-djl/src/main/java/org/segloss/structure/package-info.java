/** Losses that compare the structure around each voxel, not the voxel alone. */
package org.segloss.structure;
