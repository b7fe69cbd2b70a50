/** Losses that look at the structure of regions: what they touch, their centre lines. */
package org.segloss.structure;
