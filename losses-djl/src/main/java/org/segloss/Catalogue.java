package org.segloss;

import java.util.List;
import org.segloss.boundary.BoundaryLoss;
import org.segloss.compound.DiceCrossEntropy;
import org.segloss.compound.DiceFocal;
import org.segloss.compound.DiceTopK;
import org.segloss.compound.WeightedSumLoss;
import org.segloss.distribution.CrossEntropyLoss;
import org.segloss.distribution.FocalLoss;
import org.segloss.distribution.Poly1FocalLoss;
import org.segloss.distribution.Poly1Loss;
import org.segloss.distribution.TopKLoss;
import org.segloss.region.DiceLoss;
import org.segloss.region.JaccardLoss;
import org.segloss.region.LovaszSoftmaxLoss;
import org.segloss.region.TverskyLoss;

/** The losses of this library, one row each. */
final class Catalogue {

    private Catalogue() {}

    static List<LossEntry> losses() {
        return List.of(
                new LossEntry(
                        "cross-entropy",
                        List.of("ce", "wce"),
                        "distribution",
                        "cross entropy with class weights, label smoothing and a voxel weight map",
                        "Ronneberger 2015, U-Net, https://arxiv.org/abs/1505.04597",
                        CrossEntropyLoss::builder),
                new LossEntry(
                        "top-k",
                        List.of("topk"),
                        "distribution",
                        "cross entropy of the hardest voxels of the batch",
                        "Wu 2016, Bridging Category-level and Instance-level Semantic Image Segmentation,"
                                + " https://arxiv.org/abs/1605.06885",
                        TopKLoss::builder),
                new LossEntry(
                        "focal",
                        List.of(),
                        "distribution",
                        "cross entropy that looks away from voxels which are already right",
                        "Lin 2017, Focal Loss for Dense Object Detection,"
                                + " https://arxiv.org/abs/1708.02002",
                        FocalLoss::builder),
                new LossEntry(
                        "poly-1",
                        List.of(),
                        "distribution",
                        "cross entropy with another first polynomial term",
                        "Leng 2022, PolyLoss, https://arxiv.org/abs/2204.12511",
                        Poly1Loss::builder),
                new LossEntry(
                        "poly-1-focal",
                        List.of(),
                        "distribution",
                        "focal loss with another first polynomial term",
                        "Leng 2022, PolyLoss, https://arxiv.org/abs/2204.12511",
                        Poly1FocalLoss::builder),
                new LossEntry(
                        "dice",
                        List.of(),
                        "region",
                        "one minus the soft Dice coefficient",
                        "Milletari 2016, V-Net, https://arxiv.org/abs/1606.04797",
                        DiceLoss::builder),
                new LossEntry(
                        "jaccard",
                        List.of("iou"),
                        "region",
                        "one minus the soft intersection over union",
                        "Rahman 2016, Optimizing Intersection-Over-Union in Deep Neural Networks for Image"
                                + " Segmentation, https://doi.org/10.1007/978-3-319-50835-1_22",
                        JaccardLoss::builder),
                new LossEntry(
                        "tversky",
                        List.of(),
                        "region",
                        "Dice with separate prices for false positives and false negatives",
                        "Salehi 2017, Tversky loss function for image segmentation,"
                                + " https://arxiv.org/abs/1706.05721",
                        TverskyLoss::builder),
                new LossEntry(
                        "lovasz-softmax",
                        List.of(),
                        "region",
                        "convex extension of the Jaccard loss of sorted voxel errors",
                        "Berman 2018, The Lovasz-Softmax loss, https://arxiv.org/abs/1705.08790",
                        LovaszSoftmaxLoss::builder),
                new LossEntry(
                        "boundary",
                        List.of("bd"),
                        "boundary",
                        "probabilities weighted by the signed distance to the label's boundary",
                        "Kervadec 2018, Boundary loss for highly unbalanced segmentation,"
                                + " https://arxiv.org/abs/1812.07032",
                        BoundaryLoss::builder),
                new LossEntry(
                        "dice-ce",
                        List.of(),
                        "compound",
                        "Dice plus cross entropy",
                        "Isensee 2018, nnU-Net, https://arxiv.org/abs/1809.10486",
                        DiceCrossEntropy::builder),
                new LossEntry(
                        "dice-top-k",
                        List.of("dice-topk"),
                        "compound",
                        "Dice plus cross entropy of the hardest voxels",
                        "Isensee 2018, nnU-Net, https://arxiv.org/abs/1809.10486",
                        DiceTopK::builder),
                new LossEntry(
                        "dice-focal",
                        List.of(),
                        "compound",
                        "Dice plus focal loss",
                        "Zhu 2019, AnatomyNet, https://arxiv.org/abs/1808.05238",
                        DiceFocal::builder),
                new LossEntry(
                        "weighted-sum",
                        List.of(),
                        "compound",
                        "any losses, weighted and added up",
                        "the linear combination of the survey: Ma 2020, Segmentation Loss Odyssey,"
                                + " https://arxiv.org/abs/2005.13449",
                        WeightedSumLoss::builder));
    }
}
