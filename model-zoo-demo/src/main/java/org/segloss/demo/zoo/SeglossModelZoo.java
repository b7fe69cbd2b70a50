package org.segloss.demo.zoo;

import ai.djl.repository.MRL;
import ai.djl.repository.zoo.BaseModelLoader;
import ai.djl.repository.zoo.ModelLoader;
import ai.djl.repository.zoo.ModelZoo;
import ai.djl.util.ClassLoaderUtils;
import ai.djl.util.Utils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Networks that {@code segloss train} has trained, as models of DJL. Of two with the same name the
 * first counts.
 *
 * <p>What is there is looked up each time, so that a network can be loaded as soon as it has been
 * exported, and a damaged one is refused when it is asked for, not when DJL starts.
 */
public final class SeglossModelZoo extends ModelZoo {

    /** The group of all networks. */
    public static final String GROUP_ID = "org.segloss";

    /** The environment variable or system property that names the user's repository. */
    public static final String LOCATION = "SEGLOSS_ZOO";

    private final Supplier<List<Path>> locations;

    /** The networks of the user's repository, then those of the class path. */
    public SeglossModelZoo() {
        locations = SeglossModelZoo::everywhere;
    }

    /**
     * The networks of one repository.
     *
     * @param location a folder, or a file whose name ends in {@code .jar}
     */
    public SeglossModelZoo(Path location) {
        locations = () -> List.of(location);
    }

    /**
     * Where the user's networks are.
     *
     * @return what {@link #LOCATION} says, or else {@code .segloss/zoo} in the user's home
     */
    public static Path userLocation() {
        String home = Path.of(System.getProperty("user.home"), ".segloss", "zoo").toString();
        return Path.of(Utils.getEnvOrSystemProperty(LOCATION, home));
    }

    @Override
    public String getGroupId() {
        return GROUP_ID;
    }

    /**
     * The engines that run the networks, whichever has trained them.
     *
     * @return PyTorch and MXNet
     */
    @Override
    public Set<String> getSupportedEngines() {
        return Set.of("PyTorch", "MXNet");
    }

    @Override
    public Collection<ModelLoader> getModelLoaders() {
        return loaders().values();
    }

    @Override
    public ModelLoader getModelLoader(String name) {
        return loaders().get(name);
    }

    private Map<String, ModelLoader> loaders() {
        Map<String, ModelLoader> loaders = new LinkedHashMap<>();
        for (Path location : locations.get()) {
            for (MRL mrl : new ZooRepository(location).getResources()) {
                loaders.putIfAbsent(mrl.getArtifactId(), new BaseModelLoader(mrl));
            }
        }
        return loaders;
    }

    private static List<Path> everywhere() {
        List<Path> all = new ArrayList<>();
        if (Files.exists(userLocation())) {
            all.add(userLocation());
        }
        try {
            ClassLoader loader = ClassLoaderUtils.getContextClassLoader();
            for (URL url : Collections.list(loader.getResources(ZooEntry.NETWORKS))) {
                all.add(repositoryOf(url));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the class path cannot be searched: " + e, e);
        }
        return all;
    }

    /** The jar or folder of the class path that a folder of networks lies in. */
    private static Path repositoryOf(URL networks) throws IOException {
        try {
            if (networks.openConnection() instanceof JarURLConnection jar) {
                return Path.of(jar.getJarFileURL().toURI());
            }
            String up = ZooEntry.NETWORKS.replaceAll("[^/]+", "..");
            return Path.of(networks.toURI()).resolve(up).normalize();
        } catch (URISyntaxException e) {
            throw new IOException(networks + " is no valid address", e);
        }
    }
}
