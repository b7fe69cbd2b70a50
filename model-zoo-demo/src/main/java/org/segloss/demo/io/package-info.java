/** Writing files so that a reader never meets half of one. */
package org.segloss.demo.io;
