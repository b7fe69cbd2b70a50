/** Training a network, measuring it, and applying it. */
package org.segloss.demo.train;
