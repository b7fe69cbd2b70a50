package org.segloss.proof;

import java.util.Map;

/**
 * One loss of the manifests.
 *
 * @param name its name in the registry, unless a parameter says otherwise
 * @param fixed options that the loss's own name stands for
 * @param own parameters that mean something else than in {@link GoldenParameters}
 * @param labelArrays label arrays that every case of the loss has
 */
record GoldenLoss(
        String name,
        Map<String, Object> fixed,
        Map<String, GoldenTranslator> own,
        Map<String, String> labelArrays) {

    GoldenLoss(String name) {
        this(name, Map.of(), Map.of(), Map.of());
    }
}
