/**
 * Images seen through windows that overlap: where these lie, and how what is said of them blends.
 */
package org.segloss.demo.sliding;
