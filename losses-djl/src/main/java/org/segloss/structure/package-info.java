/** Losses of shape: whether what hangs together in the labels hangs together in the prediction. */
package org.segloss.structure;
