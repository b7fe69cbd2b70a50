package org.segloss.demo.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.segloss.demo.image.ImageFiles;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Nifti;
import org.segloss.demo.image.NiftiType;
import org.segloss.demo.image.Png;
import org.segloss.demo.io.Results;
import org.segloss.demo.train.Pictures;
import org.segloss.demo.train.Predictor;
import org.segloss.demo.train.Predictor.Prediction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Applies a trained network. */
@Command(
        name = "predict",
        description = "Segments an image or a volume with a trained network.",
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
        Predictor predictor = new Predictor(checkpoint, Engines.require(engine));
        if (png) {
            Prediction prediction = predictor.predict(Png.read(image));
            writeOverlay(overlay, prediction, predictor);
            Png.writeMask(out, prediction.mask());
        } else {
            Nifti nifti = Nifti.read(image);
            Prediction prediction = predictor.predict(nifti.volume());
            writeOverlay(overlay, prediction, predictor);
            nifti.with(prediction.mask()).write(out, NiftiType.UINT8);
        }
        PrintWriter print = spec.commandLine().getOut();
        print.println("the mask is " + out + ", the overlay " + overlay);
        print.flush();
        return 0;
    }

    private static void writeOverlay(Path file, Prediction prediction, Predictor predictor) {
        Map<String, List<Mask>> masks = Map.of("prediction", prediction.masks());
        Png.write(
                file,
                Pictures.of(prediction.inputs(), Optional.empty(), masks, predictor.classNames()));
    }
}
