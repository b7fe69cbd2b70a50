package org.segloss.demo.data;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * How an image becomes what a network sees. It is stored with the network, which has learnt to see
 * images in this way alone.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BrainView.class, name = "brain"),
    @JsonSubTypes.Type(value = PatchView.class, name = PatchView.KIND),
    @JsonSubTypes.Type(value = WholeImage.class, name = "whole-image")
})
public sealed interface InputView permits BrainView, WindowView {

    /**
     * The least that an image must have.
     *
     * @return 2 where a picture is enough, 3 where it takes a volume
     */
    int imageAxes();
}
