/**
 * The report of an experiment: one page with tables, tests of significance, curves and pictures.
 */
package org.segloss.demo.report;
