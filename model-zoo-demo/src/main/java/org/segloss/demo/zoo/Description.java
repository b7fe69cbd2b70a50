package org.segloss.demo.zoo;

import ai.djl.Application;
import ai.djl.repository.Artifact;
import ai.djl.repository.Metadata;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.segloss.LossSpec;
import org.segloss.demo.net.Checkpoint;
import org.segloss.demo.net.UNetConfig;
import org.segloss.demo.train.Origin;

/** What a repository says of a network, from what its checkpoint remembers. */
final class Description {

    private static final String METADATA_VERSION = "0.2";
    private static final int HASH_DIGITS = 12;
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

    private Description() {}

    /** What a checkpoint remembers of its training. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record History(String data, Recipe training, Result epoch) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Recipe(LossSpec loss, String engine) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Result(double meanDice, Map<String, Double> metrics) {}

    /**
     * Describes a network.
     *
     * @param file a checkpoint that a training wrote
     * @param name its name, or null for that of its data and loss
     * @return the content of its {@code metadata.json}
     */
    static Metadata of(Path file, String name) throws IOException {
        Checkpoint checkpoint = Checkpoint.load(file);
        History history = history(file, checkpoint);
        String artifactId =
                name == null ? history.data() + "-" + history.training().loss().name() : name;
        if (!artifactId.matches(ZooEntry.NAME)) {
            throw new IllegalArgumentException(
                    "the name '"
                            + artifactId
                            + "' has other characters than a-z, 0-9, dot, hyphen and underscore, or"
                            + " does not begin with a letter or digit: choose another --name");
        }
        Checksum checksum = Checksum.of(file);
        Artifact artifact = new Artifact();
        artifact.setVersion(ZooEntry.VERSION);
        artifact.setName(artifactId + "-" + checksum.sha1().substring(0, HASH_DIGITS));
        artifact.setProperties(properties(checkpoint.config(), history));
        boolean picture = Origin.of(checkpoint).view().imageAxes() == 2;
        Class<?> translator =
                picture ? ImageTranslatorFactory.class : VolumeTranslatorFactory.class;
        artifact.setArguments(
                new TreeMap<>(
                        Map.of(
                                "blockFactory", CheckpointBlockFactory.class.getName(),
                                "translatorFactory", translator.getName())));
        // The checkpoint holds the parameters, not a file in a form of DJL's.
        artifact.setOptions(
                new TreeMap<>(Map.of("modelName", artifactId, "hasParameter", "false")));
        Artifact.Item item = new Artifact.Item();
        item.setUri(ZooEntry.uri(artifact));
        item.setName(CheckpointBlockFactory.FILE);
        item.setSha1Hash(checksum.sha1());
        item.setSize(checksum.size());
        artifact.setFiles(Map.of("checkpoint", item));
        Metadata metadata = new Metadata();
        metadata.setMetadataVersion(METADATA_VERSION);
        metadata.setResourceType("model");
        metadata.setApplication(Application.CV.SEMANTIC_SEGMENTATION);
        metadata.setGroupId(SeglossModelZoo.GROUP_ID);
        metadata.setArtifactId(artifactId);
        metadata.setName(artifactId);
        metadata.setArtifacts(List.of(artifact));
        return metadata;
    }

    private static History history(Path file, Checkpoint checkpoint) {
        try {
            return JSON.convertValue(checkpoint.metadata(), History.class);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    file
                            + " does not say what it was trained on, with which loss and to what"
                            + " result: give one that \"segloss train\" wrote",
                    e);
        }
    }

    private static Map<String, String> properties(UNetConfig network, History history) {
        StringBuilder metrics = new StringBuilder();
        metrics.append(String.format(Locale.ROOT, "Dice %.4f", history.epoch().meanDice()));
        history.epoch()
                .metrics()
                .forEach((n, v) -> metrics.append(String.format(Locale.ROOT, ", %s %.4f", n, v)));
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("data", history.data());
        properties.put(
                "network",
                String.format(
                        Locale.ROOT,
                        "%d-D U-Net, depth %d, width %d",
                        network.dimensions(),
                        network.depth(),
                        network.width()));
        properties.put("loss", history.training().loss().toString());
        properties.put("metrics", metrics.toString());
        properties.put("engine", history.training().engine());
        return properties;
    }
}
