package org.segloss.demo.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The data sets by name. */
public final class DataSets {

    private DataSets() {}

    /**
     * The known names.
     *
     * @return as {@code brain}
     */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        Arrays.stream(BrainTask.values()).forEach(task -> names.add(task.dataName()));
        names.add(SilhouettesData.NAME);
        return List.copyOf(names);
    }

    /**
     * What a data set is called in every process of a machine.
     *
     * @param nameOrPath a known name, or a folder
     * @return the name, or the folder's full path
     */
    public static String located(String nameOrPath) {
        return names().contains(nameOrPath)
                ? nameOrPath
                : Path.of(nameOrPath).toAbsolutePath().normalize().toString();
    }

    /**
     * Opens a data set.
     *
     * @param nameOrPath a known name, or a folder as of {@link FolderData}
     * @param options what can be chosen about it
     * @return the data set
     * @throws IllegalArgumentException if there is none of that name, or it is damaged
     * @throws DataUnavailableException if it is not on this machine and cannot be had
     */
    public static SegmentationData open(String nameOrPath, DataOptions options) {
        for (BrainTask task : BrainTask.values()) {
            if (task.dataName().equals(nameOrPath)) {
                if (options.patches() != null) {
                    throw new IllegalArgumentException(
                            "patches of "
                                    + nameOrPath
                                    + ": it is seen in boxes of its own; leave the patch out, or"
                                    + " give a folder or "
                                    + SilhouettesData.NAME);
                }
                return BrainData.load(task, options.context());
            }
        }
        if (SilhouettesData.NAME.equals(nameOrPath)) {
            SegmentationData images = SilhouettesData.load(options.size(), options.seed());
            return options.patches() == null ? images : options.patches().of(images);
        }
        Path folder = Path.of(nameOrPath);
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "there is neither a data set nor a folder \""
                            + nameOrPath
                            + "\": expected one of "
                            + names()
                            + " or a folder with images/ and masks/");
        }
        return options.patches() == null
                ? FolderData.load(folder, options.classes(), options.seed())
                : FolderData.load(folder, options.classes(), options.seed(), options.patches());
    }
}
