/** What DJL does not show of an engine. */
package org.segloss.demo.engine;
