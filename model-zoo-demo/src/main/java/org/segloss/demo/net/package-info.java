/** The U-Net of the demonstration, its first weights, and the file that keeps them. */
package org.segloss.demo.net;
