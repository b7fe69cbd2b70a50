package org.segloss.demo;

/** The command line. */
public final class Segloss {

    private Segloss() {}

    /**
     * Runs one command.
     *
     * @param args the command and its options
     */
    public static void main(String[] args) {}
}
