/** Losses of structure: what surrounds a voxel, what regions touch, how they hang together. */
package org.segloss.structure;
