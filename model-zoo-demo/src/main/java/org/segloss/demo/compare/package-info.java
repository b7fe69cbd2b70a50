/** The same tensors through the same losses on several engines, and how far these differ. */
package org.segloss.demo.compare;
