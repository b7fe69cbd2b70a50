/** Experiments: losses x engines x seeds from one file, resumable. */
package org.segloss.demo.experiment;
