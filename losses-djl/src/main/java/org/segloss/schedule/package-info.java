/** Weights that change over training. */
package org.segloss.schedule;
