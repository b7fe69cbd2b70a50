package org.segloss.geometry;

class RankingTest {}
