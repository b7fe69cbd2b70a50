/** Data sets: images with masks, split so that nothing of the validation leaks into training. */
package org.segloss.demo.data;
