package org.segloss.demo.train;

import ai.djl.engine.Engine;

/**
 * Where a training ran, to be remembered with its results.
 *
 * @param engine the engine with its version
 * @param java the version of Java
 * @param system the operating system and processor
 * @param cores how many processors Java sees
 */
record Environment(String engine, String java, String system, int cores) {

    static Environment of(String engine) {
        return new Environment(
                engine + " " + Engine.getEngine(engine).getVersion(),
                System.getProperty("java.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors());
    }
}
