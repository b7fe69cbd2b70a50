/** Losses that measure overlap: Dice, Jaccard, the Tversky family, Lovasz. */
package org.segloss.region;
