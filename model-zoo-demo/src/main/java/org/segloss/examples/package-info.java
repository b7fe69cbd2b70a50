/**
 * Programs to copy from, each on a page and with what it prints in its comment. Run one with {@code
 * java -cp model-zoo-demo/target/segloss.jar org.segloss.examples.OneLoss MXNet}.
 */
package org.segloss.examples;
