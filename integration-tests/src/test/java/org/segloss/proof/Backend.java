package org.segloss.proof;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.segloss.demo.cli.Engines;

/**
 * An engine on a device: every proof runs on each one that this machine has.
 *
 * @param engine the name of the engine
 * @param device the device
 */
record Backend(String engine, Device device) {

    /** The engines that are to be proved, present or not. */
    static final List<String> ENGINES = List.of("PyTorch", "MXNet");

    /** Every engine that loads here, on the CPU and on each graphics card that it sees. */
    static List<Backend> present() {
        return Engines.present().stream().flatMap(engine -> of(engine).stream()).toList();
    }

    /** The devices of one engine; none if its native code is not on this machine. */
    static List<Backend> of(String engine) {
        if (!Engines.present().contains(engine)) {
            return List.of();
        }
        Stream<Device> cards =
                IntStream.range(0, Engine.getEngine(engine).getGpuCount()).mapToObj(Device::gpu);
        return Stream.concat(Stream.of(Device.cpu()), cards)
                .map(device -> new Backend(engine, device))
                .toList();
    }

    NDManager newManager() {
        return NDManager.newBaseManager(device, engine);
    }

    @Override
    public String toString() {
        return device.isGpu() ? engine + " " + device : engine;
    }
}
