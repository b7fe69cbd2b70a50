/** The demonstration. */
package org.segloss.demo;
