package org.segloss;

import java.util.List;
import org.segloss.boundary.ActiveContourLoss;
import org.segloss.boundary.BoundaryDifferenceOverUnionLoss;
import org.segloss.boundary.BoundaryLoss;
import org.segloss.boundary.ContourDiceLoss;
import org.segloss.boundary.EulerElasticaLoss;
import org.segloss.boundary.HausdorffConvolutionLoss;
import org.segloss.boundary.HausdorffDistanceTransformLoss;
import org.segloss.boundary.HausdorffErosionLoss;
import org.segloss.boundary.LevelSetLoss;
import org.segloss.boundary.SignedDistanceRegressionLoss;
import org.segloss.boundary.WeightedHausdorffLoss;
import org.segloss.compound.BlobLoss;
import org.segloss.compound.ComboLoss;
import org.segloss.compound.DiceBoundary;
import org.segloss.compound.DiceCrossEntropy;
import org.segloss.compound.DiceFocal;
import org.segloss.compound.DiceHausdorff;
import org.segloss.compound.DiceTopK;
import org.segloss.compound.ExponentialLogarithmicLoss;
import org.segloss.compound.UnifiedFocalLoss;
import org.segloss.compound.WeightedSumLoss;
import org.segloss.distribution.CrossEntropyLoss;
import org.segloss.distribution.DistancePenalizedCrossEntropyLoss;
import org.segloss.distribution.FocalLoss;
import org.segloss.distribution.MarginCrossEntropyLoss;
import org.segloss.distribution.NaclLoss;
import org.segloss.distribution.Poly1FocalLoss;
import org.segloss.distribution.Poly1Loss;
import org.segloss.distribution.ShapeAwareLoss;
import org.segloss.distribution.TopKLoss;
import org.segloss.distribution.UncertaintyWeightedLoss;
import org.segloss.region.AsymmetricSimilarityLoss;
import org.segloss.region.DiceLoss;
import org.segloss.region.DicePlusPlusLoss;
import org.segloss.region.DistancePenalizedDiceLoss;
import org.segloss.region.FocalTverskyLoss;
import org.segloss.region.GeneralizedDiceLoss;
import org.segloss.region.GeneralizedWassersteinDiceLoss;
import org.segloss.region.JaccardLoss;
import org.segloss.region.JaccardMetricLoss;
import org.segloss.region.LogCoshDiceLoss;
import org.segloss.region.LovaszHingeLoss;
import org.segloss.region.LovaszSoftmaxLoss;
import org.segloss.region.MccLoss;
import org.segloss.region.PearsonCorrelationLoss;
import org.segloss.region.PenaltyGeneralizedDiceLoss;
import org.segloss.region.SensitivitySpecificityLoss;
import org.segloss.region.TverskyLoss;
import org.segloss.structure.BettiMatchingLoss;
import org.segloss.structure.CenterlineBoundaryDiceLoss;
import org.segloss.structure.MultiScaleSsimLoss;
import org.segloss.structure.NonAdjacencyLoss;
import org.segloss.structure.RegionMutualInformationLoss;
import org.segloss.structure.SkeletonRecallLoss;
import org.segloss.structure.SoftClDiceLoss;
import org.segloss.structure.SsimLoss;
import org.segloss.structure.StructuralSimilarityLoss;
import org.segloss.structure.TopologicalLoss;

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
                        "distance-penalized-ce",
                        List.of("dpce"),
                        "distribution",
                        "cross entropy that counts more near the boundaries of the labels",
                        "Caliva 2019, Distance Map Loss Penalty Term for Semantic Segmentation,"
                                + " https://arxiv.org/abs/1908.03679",
                        DistancePenalizedCrossEntropyLoss::builder),
                new LossEntry(
                        "shape-aware",
                        List.of(),
                        "distribution",
                        "cross entropy whose wrong voxels cost more the farther the contours are apart",
                        "Al Arif 2017, Shape-aware Deep Convolutional Neural Network for Vertebrae"
                                + " Segmentation, https://doi.org/10.1007/978-3-319-74113-0_2",
                        ShapeAwareLoss::builder),
                new LossEntry(
                        "margin-ce",
                        List.of(),
                        "distribution",
                        "cross entropy whose logits are held within a margin, for calibration",
                        "Liu 2022, The Devil is in the Margin, https://arxiv.org/abs/2111.15430",
                        MarginCrossEntropyLoss::builder),
                new LossEntry(
                        "nacl",
                        List.of(),
                        "distribution",
                        "cross entropy whose logits are held near the neighbourhood's class proportions",
                        "Murugesan 2023, Trust your neighbours, https://arxiv.org/abs/2303.06268",
                        NaclLoss::builder),
                new LossEntry(
                        "uncertainty-weighted",
                        List.of(),
                        "distribution",
                        "cross entropy in which uncertain voxels count more",
                        "Landgraf 2023, U-CE, https://arxiv.org/abs/2307.09947",
                        UncertaintyWeightedLoss::builder),
                new LossEntry(
                        "sensitivity-specificity",
                        List.of("ss"),
                        "region",
                        "squared errors inside and outside a class, weighed against each other",
                        "Brosch 2015, Deep Convolutional Encoder Networks for Multiple Sclerosis Lesion"
                                + " Segmentation, https://doi.org/10.1007/978-3-319-24574-4_1",
                        SensitivitySpecificityLoss::builder),
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
                        "focal-tversky",
                        List.of("ftl"),
                        "region",
                        "a power of the Tversky loss",
                        "Abraham 2018, A Novel Focal Tversky loss function with improved Attention U-Net,"
                                + " https://arxiv.org/abs/1810.07842",
                        FocalTverskyLoss::builder),
                new LossEntry(
                        "asymmetric-similarity",
                        List.of("asym"),
                        "region",
                        "one minus the F-beta score, with recall over precision",
                        "Hashemi 2019, Asymmetric Loss Functions and Deep Densely-Connected Networks,"
                                + " https://arxiv.org/abs/1803.11078",
                        AsymmetricSimilarityLoss::builder),
                new LossEntry(
                        "generalized-dice",
                        List.of("gdice", "gdl"),
                        "region",
                        "one Dice over all classes, each weighed by the inverse of its volume",
                        "Sudre 2017, Generalised Dice overlap as a deep learning loss function,"
                                + " https://arxiv.org/abs/1707.03237",
                        GeneralizedDiceLoss::builder),
                new LossEntry(
                        "penalty-generalized-dice",
                        List.of("pgdice"),
                        "region",
                        "generalized Dice in which every wrong voxel counts several times",
                        "Yang 2019, Major Vessel Segmentation on X-ray Coronary Angiography,"
                                + " https://openreview.net/forum?id=H1lTh8unKN",
                        PenaltyGeneralizedDiceLoss::builder),
                new LossEntry(
                        "generalized-wasserstein-dice",
                        List.of("gwdl"),
                        "region",
                        "one Dice over all classes, in which similar classes cost less",
                        "Fidon 2017, Generalised Wasserstein Dice Score for Imbalanced Multi-class"
                                + " Segmentation, https://arxiv.org/abs/1707.00478",
                        GeneralizedWassersteinDiceLoss::builder),
                new LossEntry(
                        "log-cosh-dice",
                        List.of(),
                        "region",
                        "the Dice loss, quadratic near 0",
                        "Jadon 2020, A survey of loss functions for semantic segmentation,"
                                + " https://arxiv.org/abs/2006.14822",
                        LogCoshDiceLoss::builder),
                new LossEntry(
                        "dice-plus-plus",
                        List.of(),
                        "region",
                        "Dice with a power of each voxel's errors, for calibrated probabilities",
                        "Yeung 2023, Calibrating the Dice loss to handle neural network overconfidence,"
                                + " https://arxiv.org/abs/2111.00528",
                        DicePlusPlusLoss::builder),
                new LossEntry(
                        "jaccard-metric",
                        List.of(),
                        "region",
                        "Jaccard or Dice that is least at p = g for soft labels too",
                        "Wang 2023, Jaccard Metric Losses, https://arxiv.org/abs/2302.05666",
                        JaccardMetricLoss::builder),
                new LossEntry(
                        "mcc",
                        List.of(),
                        "region",
                        "one minus the Matthews correlation coefficient",
                        "Abhishek 2021, Matthews Correlation Coefficient Loss for Deep Convolutional"
                                + " Networks, https://arxiv.org/abs/2010.13454",
                        MccLoss::builder),
                new LossEntry(
                        "pearson-correlation",
                        List.of(),
                        "region",
                        "one minus the correlation of probabilities and labels, halved",
                        "Wong 2022, 3D Segmentation with Fully Trainable Gabor Kernels and Pearson's"
                                + " Correlation Coefficient,"
                                + " https://doi.org/10.1007/978-3-031-21014-3_6",
                        PearsonCorrelationLoss::builder),
                new LossEntry(
                        "lovasz-softmax",
                        List.of(),
                        "region",
                        "convex extension of the Jaccard loss of sorted voxel errors",
                        "Berman 2018, The Lovasz-Softmax loss, https://arxiv.org/abs/1705.08790",
                        LovaszSoftmaxLoss::builder),
                new LossEntry(
                        "distance-penalized-dice",
                        List.of(),
                        "region",
                        "Dice whose intersection counts more near the boundaries of the labels",
                        "Caliva 2019, Distance Map Loss Penalty Term for Semantic Segmentation (as in"
                                + " SegLoss), https://arxiv.org/abs/1908.03679",
                        DistancePenalizedDiceLoss::builder),
                new LossEntry(
                        "lovasz-hinge",
                        List.of(),
                        "region",
                        "convex extension of the Jaccard loss of sorted hinge errors, for binary tasks",
                        "Yu 2015, The Lovasz Hinge, https://arxiv.org/abs/1512.07797",
                        LovaszHingeLoss::builder),
                new LossEntry(
                        "boundary",
                        List.of("bd"),
                        "boundary",
                        "probabilities weighted by the signed distance to the label's boundary",
                        "Kervadec 2018, Boundary loss for highly unbalanced segmentation,"
                                + " https://arxiv.org/abs/1812.07032",
                        BoundaryLoss::builder),
                new LossEntry(
                        "hausdorff-dt",
                        List.of("hd"),
                        "boundary",
                        "squared errors weighed by the distances to the boundaries of label and prediction",
                        "Karimi 2019, Reducing the Hausdorff Distance in Medical Image Segmentation"
                                + " with CNNs, https://arxiv.org/abs/1904.10030",
                        HausdorffDistanceTransformLoss::builder),
                new LossEntry(
                        "hausdorff-er",
                        List.of(),
                        "boundary",
                        "squared errors that count more the more erosions they outlast",
                        "Karimi 2019, Reducing the Hausdorff Distance in Medical Image Segmentation"
                                + " with CNNs, https://arxiv.org/abs/1904.10030",
                        HausdorffErosionLoss::builder),
                new LossEntry(
                        "hausdorff-cv",
                        List.of(),
                        "boundary",
                        "squared errors counted for every radius of a ball on the wrong side",
                        "Karimi 2019, Reducing the Hausdorff Distance in Medical Image Segmentation"
                                + " with CNNs, https://arxiv.org/abs/1904.10030",
                        HausdorffConvolutionLoss::builder),
                new LossEntry(
                        "weighted-hausdorff",
                        List.of("whd"),
                        "boundary",
                        "mean distances from the probabilities to the label and back",
                        "Ribera 2018, Locating Objects Without Bounding Boxes,"
                                + " https://arxiv.org/abs/1806.07564",
                        WeightedHausdorffLoss::builder),
                new LossEntry(
                        "boundary-dou",
                        List.of(),
                        "boundary",
                        "what p and g do not share, in relation to a union that leaves out the inside",
                        "Sun 2023, Boundary Difference Over Union Loss For Medical Image Segmentation,"
                                + " https://arxiv.org/abs/2308.00220",
                        BoundaryDifferenceOverUnionLoss::builder),
                new LossEntry(
                        "signed-distance-regression",
                        List.of("sdm"),
                        "boundary",
                        "the network predicts the signed distance to the boundary of the label",
                        "Xue 2020, Shape-Aware Organ Segmentation by Predicting Signed Distance Maps,"
                                + " https://arxiv.org/abs/1912.03849",
                        SignedDistanceRegressionLoss::builder),
                new LossEntry(
                        "active-contour",
                        List.of("ac"),
                        "boundary",
                        "what is on the wrong side of the predicted contours, plus their length",
                        "Chen 2019, Learning Active Contour Models for Medical Image Segmentation,"
                                + " https://doi.org/10.1109/CVPR.2019.01190",
                        ActiveContourLoss::builder),
                new LossEntry(
                        "euler-elastica",
                        List.of("ace"),
                        "boundary",
                        "what is on the wrong side of the predicted contours, plus their length and"
                                + " bending",
                        "Chen 2020, Learning Euler's Elastica Model for Medical Image Segmentation,"
                                + " https://arxiv.org/abs/2011.00526",
                        EulerElasticaLoss::builder),
                new LossEntry(
                        "level-set",
                        List.of("mumford-shah"),
                        "boundary",
                        "regions of one intensity in the image, with labels or without",
                        "Kim 2020, Mumford-Shah Loss Functional for Image Segmentation With Deep"
                                + " Learning, https://arxiv.org/abs/1904.02872",
                        LevelSetLoss::builder),
                new LossEntry(
                        "contour-dice",
                        List.of("cdc"),
                        "boundary",
                        "one minus the share of the contours within a tolerance of each other; a surrogate",
                        "Moltz 2020, Learning a Loss Function for Segmentation: A Feasibility Study,"
                                + " https://doi.org/10.1109/ISBI45749.2020.9098557",
                        ContourDiceLoss::builder),
                new LossEntry(
                        "region-mutual-information",
                        List.of("rmi"),
                        "structure",
                        "cross entropy, and how little regions of the prediction tell of the label's",
                        "Zhao 2019, Region Mutual Information Loss for Semantic Segmentation,"
                                + " https://arxiv.org/abs/1910.12037",
                        RegionMutualInformationLoss::builder),
                new LossEntry(
                        "structural-similarity",
                        List.of("ssl"),
                        "structure",
                        "cross entropy that counts more where surroundings are not alike",
                        "Zhao 2019, Correlation Maximized Structural Similarity Loss for Semantic"
                                + " Segmentation, https://arxiv.org/abs/1910.08711",
                        StructuralSimilarityLoss::builder),
                new LossEntry(
                        "non-adjacency",
                        List.of("nonadj"),
                        "structure",
                        "the probability that two classes touch which never do",
                        "Ganaye 2019, Removing segmentation inconsistencies with semi-supervised"
                                + " non-adjacency constraint, https://pubmed.ncbi.nlm.nih.gov/31499319",
                        NonAdjacencyLoss::builder),
                new LossEntry(
                        "skeleton-recall",
                        List.of(),
                        "structure",
                        "how much of the centre lines of the label the prediction misses",
                        "Kirchhoff 2024, Skeleton Recall Loss, https://arxiv.org/abs/2404.03010",
                        SkeletonRecallLoss::builder),
                new LossEntry(
                        "soft-cldice",
                        List.of("cldice"),
                        "structure",
                        "how much of each skeleton lies in the other mask, mixed with Dice",
                        "Shit 2021, clDice, https://arxiv.org/abs/2003.07311",
                        SoftClDiceLoss::builder),
                new LossEntry(
                        "cb-dice",
                        List.of("cbdice"),
                        "structure",
                        "clDice that knows radii, so that thin vessels count like thick ones",
                        "Shi 2024, Centerline Boundary Dice Loss for Vascular Segmentation,"
                                + " https://arxiv.org/abs/2407.01517",
                        CenterlineBoundaryDiceLoss::builder),
                new LossEntry(
                        "topological",
                        List.of("topo"),
                        "structure",
                        "as many components or holes as the label has, by persistent homology",
                        "Hu 2019, Topology-Preserving Deep Image Segmentation,"
                                + " https://arxiv.org/abs/1906.05404",
                        TopologicalLoss::builder),
                new LossEntry(
                        "betti-matching",
                        List.of(),
                        "structure",
                        "the components and holes that the label has in the same place",
                        "Stucki 2023, Topologically faithful image segmentation via induced matching"
                                + " of persistence barcodes, https://arxiv.org/abs/2211.15272",
                        BettiMatchingLoss::builder),
                new LossEntry(
                        "ssim",
                        List.of(),
                        "structure",
                        "one minus the structural similarity of probabilities and labels",
                        "Wang 2004, Image quality assessment: from error visibility to structural"
                                + " similarity, https://doi.org/10.1109/TIP.2003.819861",
                        SsimLoss::builder),
                new LossEntry(
                        "ms-ssim",
                        List.of(),
                        "structure",
                        "one minus the product of structural similarities at several scales",
                        "Wang 2003, Multiscale structural similarity for image quality assessment,"
                                + " https://doi.org/10.1109/ACSSC.2003.1292216",
                        MultiScaleSsimLoss::builder),
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
                        "dice-boundary",
                        List.of(),
                        "compound",
                        "Dice plus boundary loss",
                        "Kervadec 2018, Boundary loss for highly unbalanced segmentation,"
                                + " https://arxiv.org/abs/1812.07032",
                        DiceBoundary::builder),
                new LossEntry(
                        "dice-hausdorff",
                        List.of(),
                        "compound",
                        "Dice plus Hausdorff loss by distance transforms",
                        "Karimi 2019, Reducing the Hausdorff Distance in Medical Image Segmentation"
                                + " with CNNs, https://arxiv.org/abs/1904.10030",
                        DiceHausdorff::builder),
                new LossEntry(
                        "combo",
                        List.of(),
                        "compound",
                        "Dice plus cross entropy with prices for misses and false alarms",
                        "Taghanaki 2019, Combo Loss, https://arxiv.org/abs/1805.02798",
                        ComboLoss::builder),
                new LossEntry(
                        "exponential-logarithmic",
                        List.of("ell"),
                        "compound",
                        "powers of -ln Dice and cross entropy, with rare classes weighed up",
                        "Wong 2018, 3D Segmentation with Exponential Logarithmic Loss,"
                                + " https://arxiv.org/abs/1809.00076",
                        ExponentialLogarithmicLoss::builder),
                new LossEntry(
                        "unified-focal",
                        List.of(),
                        "compound",
                        "focal and focal Tversky loss with one pair of parameters",
                        "Yeung 2022, Unified Focal loss, https://arxiv.org/abs/2102.04525",
                        UnifiedFocalLoss::builder),
                new LossEntry(
                        "blob",
                        List.of(),
                        "compound",
                        "any losses on the image and on each of its objects, small or large",
                        "Kofler 2023, blob loss: instance imbalance aware loss functions for semantic"
                                + " segmentation, https://arxiv.org/abs/2205.08209",
                        BlobLoss::builder),
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
