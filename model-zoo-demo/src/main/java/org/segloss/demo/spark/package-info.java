/**
 * Runs of an experiment on Apache Spark, which segloss does not bring along: only {@link
 * org.segloss.demo.spark.SparkMaster} is for those who may be without it.
 */
package org.segloss.demo.spark;
