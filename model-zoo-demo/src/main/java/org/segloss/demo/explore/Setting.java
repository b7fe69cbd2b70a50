package org.segloss.demo.explore;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Map;
import org.segloss.demo.page.Resources;

/**
 * Options that a loss needs to have something to show, a row of {@code settings.json}.
 *
 * @param options the options that differ from their defaults
 * @param reason why they do, in words
 */
record Setting(Map<String, Object> options, String reason) {

    private static final Map<String, Setting> ALL =
            Resources.json("explore/settings.json", new TypeReference<>() {});

    /** The setting of a loss; without one, its defaults. */
    static Setting of(String loss) {
        return ALL.getOrDefault(loss, new Setting(Map.of(), null));
    }
}
