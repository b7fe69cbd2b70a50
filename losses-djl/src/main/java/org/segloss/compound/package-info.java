/** Losses made of losses: weighted sums, and the pairs that papers gave a name. */
package org.segloss.compound;
