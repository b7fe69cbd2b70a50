package org.segloss.demo.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.segloss.demo.image.ImageFiles;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.NiftiFile;
import org.segloss.demo.image.Png;
import org.segloss.demo.image.Volume;
import org.segloss.demo.io.Results;
import org.segloss.demo.sliding.Tiling;
import org.segloss.demo.train.Pictures;
import org.segloss.demo.train.Predictor;
import org.segloss.demo.train.Preview;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Applies a trained network. */
@Command(
        name = "predict",
        description =
                "Segments an image or a volume with a trained network. A NIfTI may be larger than"
                        + " memory.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class PredictCommand implements Callable<Integer> {

    @Option(names = "--checkpoint", required = true, description = "best.ckpt of a training")
    private Path checkpoint;

    @Option(names = "--image", required = true, description = "a .png, .nii or .nii.gz file")
    private Path image;

    @Option(
            names = "--out",
            required = true,
            description = "the mask, of the image's kind; an overlay is written beside it")
    private Path out;

    @Option(
            names = "--engine",
            defaultValue = "PyTorch",
            description = "PyTorch or MXNet, whichever engine it was trained on")
    private String engine;

    @Option(
            names = "--overlap",
            description = "of the windows that a network trained on patches sees through")
    private float overlap = Tiling.USUAL.overlap();

    @Option(
            names = "--equal-weights",
            description = "windows count alike up to their edges; without it, less towards them")
    private boolean equalWeights;

    @Option(names = "--force", description = "replaces earlier results")
    private boolean force;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        boolean png = ImageFiles.isPng(image);
        if (png != ImageFiles.isPng(out)) {
            throw new IllegalArgumentException(
                    "the mask "
                            + out
                            + " is to be of the kind of the image "
                            + image
                            + ": both .png, or both .nii or .nii.gz");
        }
        Path overlay = out.resolveSibling(ImageFiles.baseName(out) + "-overlay.png");
        Results.requireAbsent(List.of(out, overlay), force);
        Tiling tiling = new Tiling(overlap, !equalWeights);
        Predictor predictor = new Predictor(checkpoint, Engines.require(engine), tiling);
        if (png) {
            Volume picture = Png.read(image);
            Mask mask = predictor.predict(picture);
            writeOverlay(overlay, List.of(picture), List.of(mask), predictor);
            Png.writeMask(out, mask);
        } else {
            NiftiFile source = NiftiFile.of(image);
            source.writeMask(out, labels -> predictor.predict(source, labels));
            Preview preview = Preview.of(source, NiftiFile.of(out));
            writeOverlay(overlay, preview.images(), preview.masks(), predictor);
        }
        PrintWriter print = spec.commandLine().getOut();
        print.println("the mask is " + out + ", the overlay " + overlay);
        print.flush();
        return 0;
    }

    private static void writeOverlay(
            Path file, List<Volume> images, List<Mask> masks, Predictor predictor) {
        Png.write(
                file,
                Pictures.of(
                        images,
                        Optional.empty(),
                        Map.of("prediction", masks),
                        predictor.classNames()));
    }
}
