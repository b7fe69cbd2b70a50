/**
 * The few building blocks on NDArray that several losses share, chosen for speed on every engine.
 */
package org.segloss.tensor;
