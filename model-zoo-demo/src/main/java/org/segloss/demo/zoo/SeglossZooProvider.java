package org.segloss.demo.zoo;

import ai.djl.repository.zoo.ModelZoo;
import ai.djl.repository.zoo.ZooProvider;

/** Makes the networks known to DJL, which finds this class by itself. */
public final class SeglossZooProvider implements ZooProvider {

    @Override
    public ModelZoo getModelZoo() {
        return new SeglossModelZoo();
    }
}
