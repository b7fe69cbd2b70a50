package org.segloss.demo.engine;

import ai.djl.mxnet.engine.MxNDArray;
import ai.djl.mxnet.jna.JnaUtils;
import ai.djl.mxnet.jna.LibUtils;
import ai.djl.mxnet.jna.MxnetLibrary;
import ai.djl.ndarray.NDArray;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;
import org.segloss.tensor.ArrayMemory;

/**
 * Shows the memory of MXNet's arrays by MXNet's own C interface, which DJL 0.35 loads but does not
 * offer. To have it in an application of your own, copy this class and the line that names it in
 * {@code META-INF/services}.
 */
public final class MxnetMemory implements ArrayMemory {

    @Override
    public String engine() {
        return "MXNet";
    }

    @Override
    public ByteBuffer of(NDArray array) {
        if (!(array instanceof MxNDArray known) || known.isSparse() || known.size() == 0) {
            return null;
        }
        known.waitToRead();
        PointerByReference address = new PointerByReference();
        JnaUtils.checkCall(Library.LOADED.MXNDArrayGetData(known.getHandle(), address));
        long bytes = known.size() * known.getDataType().getNumOfBytes();
        return address.getValue().getByteBuffer(0, bytes);
    }

    /** MXNet itself, asked for when there is an array of it. */
    private static final class Library {

        static final MxnetLibrary LOADED = LibUtils.loadLibrary();
    }
}
