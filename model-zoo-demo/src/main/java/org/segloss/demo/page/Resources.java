package org.segloss.demo.page;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.webjars.WebJarVersionLocator;

/** The files that pages are made of, their own and those of webjars. */
public final class Resources {

    private static final WebJarVersionLocator WEBJARS = new WebJarVersionLocator();
    private static final Pattern WOFF2 = Pattern.compile("url\\((fonts/[^)]+\\.woff2)\\)");
    private static final Pattern OTHER_FONT =
            Pattern.compile(",url\\(fonts/[^)]+\\.(woff|ttf)\\) *format\\([^)]*\\)");

    private Resources() {}

    /**
     * A file of the demonstration as text.
     *
     * @param path where it lies, as in {@code explore/explorer.css}
     * @return what it holds
     */
    public static String text(String path) {
        return new String(bytes("/org/segloss/demo/" + path), StandardCharsets.UTF_8);
    }

    /**
     * A file of the demonstration as an object.
     *
     * @param path where it lies
     * @param type what it holds
     * @param <T> what it holds
     * @return the object
     */
    public static <T> T json(String path, TypeReference<T> type) {
        try {
            return new ObjectMapper().readValue(text(path), type);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " is damaged", e);
        }
    }

    /**
     * A script or style sheet of a webjar.
     *
     * @param library the name of the webjar
     * @param file the file in it
     * @return what it holds
     */
    public static String webJar(String library, String file) {
        return new String(webJarBytes(library, file), StandardCharsets.UTF_8);
    }

    /**
     * A style sheet of a webjar with its fonts inside, in the one format that browsers need.
     *
     * @param library the name of the webjar
     * @param folder the folder in it that holds style sheet and fonts
     * @param file the style sheet
     * @return what it holds
     */
    public static String styleWithFonts(String library, String folder, String file) {
        String style = OTHER_FONT.matcher(webJar(library, folder + file)).replaceAll("");
        return WOFF2.matcher(style)
                .replaceAll(
                        font ->
                                "url("
                                        + dataUri(
                                                "font/woff2",
                                                webJarBytes(library, folder + font.group(1)))
                                        + ")");
    }

    /**
     * Content that stands where an address would.
     *
     * @param type its media type
     * @param content the content
     * @return an address that holds it
     */
    public static String dataUri(String type, byte[] content) {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(content);
    }

    private static byte[] webJarBytes(String library, String file) {
        return bytes("/" + WEBJARS.fullPath(library, file));
    }

    private static byte[] bytes(String path) {
        try (InputStream in = Resources.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is missing on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }
}
