package org.segloss.demo.evaluate;

import java.util.List;

/**
 * The scores of one case.
 *
 * @param name the name of the case
 * @param scores one for each metric
 */
public record CaseScores(String name, List<Score> scores) {}
