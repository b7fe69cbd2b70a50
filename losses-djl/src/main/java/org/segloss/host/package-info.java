/**
 * Formulas on the host: arrays of the DJL that remember how they are made, and a computation that
 * goes through the voxels block by block, there and back, on all cores.
 */
package org.segloss.host;
