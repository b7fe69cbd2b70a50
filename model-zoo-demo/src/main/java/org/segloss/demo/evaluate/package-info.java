/** Masks against their references, in files: what {@code segloss evaluate} does. */
package org.segloss.demo.evaluate;
