/** Losses made of losses: weighted sums, the pairs that papers gave a name, deep supervision. */
package org.segloss.compound;
