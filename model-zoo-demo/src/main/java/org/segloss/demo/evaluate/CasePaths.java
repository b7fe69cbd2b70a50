package org.segloss.demo.evaluate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.segloss.demo.image.ImageFiles;

/**
 * The files of one case.
 *
 * @param name its name
 * @param prediction the predicted mask
 * @param reference the mask that it should be
 */
public record CasePaths(String name, Path prediction, Path reference) {

    /**
     * Finds the cases: one if both are files, those of the same name without extension if both are
     * folders.
     *
     * @param prediction a mask, or a folder of masks
     * @param reference the same of the references
     * @return the cases in the order of their names
     * @throws IllegalArgumentException naming what is missing, alone, or there twice
     */
    public static List<CasePaths> find(Path prediction, Path reference) {
        boolean folders = Files.isDirectory(prediction);
        if (folders != Files.isDirectory(reference)) {
            throw new IllegalArgumentException(
                    (folders ? prediction : reference)
                            + " is a folder, "
                            + (folders ? reference : prediction)
                            + " is none: give two files or two folders");
        }
        if (!folders) {
            return List.of(new CasePaths(ImageFiles.baseName(reference), prediction, reference));
        }
        Map<String, Path> predictions = ImageFiles.byName(prediction);
        Map<String, Path> references = ImageFiles.byName(reference);
        requirePartners(predictions, references, reference);
        requirePartners(references, predictions, prediction);
        if (references.isEmpty()) {
            throw new IllegalArgumentException(
                    reference + " holds no .png, .nii or .nii.gz: there is nothing to evaluate");
        }
        return references.entrySet().stream()
                .map(e -> new CasePaths(e.getKey(), predictions.get(e.getKey()), e.getValue()))
                .toList();
    }

    private static void requirePartners(
            Map<String, Path> files, Map<String, Path> partners, Path folder) {
        List<Path> alone =
                files.entrySet().stream()
                        .filter(e -> !partners.containsKey(e.getKey()))
                        .map(Map.Entry::getValue)
                        .toList();
        if (!alone.isEmpty()) {
            throw new IllegalArgumentException(
                    folder + " has no file of the same name for " + alone);
        }
    }
}
