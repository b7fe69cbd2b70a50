/** Losses of boundaries: how far they are apart, how long they are, what they enclose. */
package org.segloss.boundary;
