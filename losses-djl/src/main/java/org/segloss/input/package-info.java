/**
 * What turns labels and predictions into what a loss needs, and the options that all losses share.
 */
package org.segloss.input;
