/** The commands of {@code segloss}. */
package org.segloss.demo.cli;
