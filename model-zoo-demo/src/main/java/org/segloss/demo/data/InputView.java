package org.segloss.demo.data;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Volume;

/**
 * How an image becomes what a network sees, and what the network says a mask of the image. It is
 * stored with the network, which has learnt to see images in this way alone.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BrainView.class, name = "brain"),
    @JsonSubTypes.Type(value = WholeImage.class, name = "whole-image")
})
public sealed interface InputView permits BrainView, WholeImage {

    /**
     * What the network sees.
     *
     * @param image an image as its file holds it
     * @return inputs of one shape
     * @throws IllegalArgumentException if the network has not learnt to see such an image
     */
    List<Volume> inputs(Volume image);

    /**
     * The least that an image must have.
     *
     * @return 2 where a picture is enough, 3 where it takes a volume
     */
    int imageAxes();

    /**
     * Puts answers of the network where they belong.
     *
     * @param masks the classes for each of the {@link #inputs}
     * @param shape the spatial axes of the image
     * @return the classes of the image, background where the network has not looked
     */
    Mask assemble(List<Mask> masks, int[] shape);
}
