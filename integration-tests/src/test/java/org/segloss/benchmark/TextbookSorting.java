package org.segloss.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;

/** The Lovasz loss operation by operation, class by class, as its authors write it. */
final class TextbookSorting {

    private TextbookSorting() {}

    static NDArray lovaszSoftmax(NDList y, NDArray x) {
        int classes = (int) x.getShape().get(1);
        NDArray p = x.softmax(1);
        NDArray g = Textbook.oneHot(y, x);
        NDArray sum = null;
        int present = 0;
        for (int c = 0; c < classes; c++) {
            NDIndex channel = new NDIndex().addAllDim().addIndices(c);
            NDArray label = g.get(channel).reshape(-1);
            if (label.sum().getFloat() > 0) {
                NDArray errors = label.sub(p.get(channel).reshape(-1)).abs();
                NDArray loss = lovasz(errors, label);
                sum = sum == null ? loss : sum.add(loss);
                present++;
            }
        }
        return sum.div(Textbook.number(x, present));
    }

    private static NDArray lovasz(NDArray errors, NDArray label) {
        NDArray order = errors.argSort(0, false);
        NDArray sorted = label.take(order);
        NDArray total = sorted.sum();
        NDArray intersection = total.sub(sorted.cumSum(0));
        NDArray union = total.add(sorted.neg().add(1).cumSum(0));
        NDArray jaccard = intersection.div(union).neg().add(1);
        NDArray before = jaccard.get("0:-1");
        NDArray slopes = jaccard.get("0:1").concat(jaccard.get("1:").sub(before), 0);
        return errors.take(order).mul(slopes).sum();
    }
}
