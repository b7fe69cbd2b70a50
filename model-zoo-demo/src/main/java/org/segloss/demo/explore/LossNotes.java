package org.segloss.demo.explore;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.segloss.LossEntry;

/**
 * What the Javadoc of a loss says. It is read from the source, which lies in the jar: the formula
 * stands in one place.
 *
 * @param formulas the displayed formulas, paragraphs of HTML with LaTeX inside
 * @param paragraphs all other paragraphs, as HTML
 */
record LossNotes(List<String> formulas, List<String> paragraphs) {

    private static final Pattern INLINE_TAG = Pattern.compile("\\{@(\\w+)\\s+([^}]*)\\}");
    private static final Pattern REFERENCE =
            Pattern.compile("(?:[\\w.]*\\.)?(\\w+)?#?([\\w()]*)(.*)");

    /**
     * The notes of a loss.
     *
     * @param loss its catalogue row
     * @return what its Javadoc says; nothing for a loss from elsewhere, whose source is not here
     */
    static LossNotes of(LossEntry loss) {
        Class<?> builder = loss.builder().get().getClass();
        Class<?> type = builder.getEnclosingClass() == null ? builder : builder.getEnclosingClass();
        String path = "sources/" + type.getName().replace('.', '/') + ".java";
        try (InputStream in = LossNotes.class.getResourceAsStream(path)) {
            return in == null
                    ? new LossNotes(List.of(), List.of())
                    : read(new String(in.readAllBytes(), StandardCharsets.UTF_8), type);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }

    private static LossNotes read(String source, Class<?> type) {
        Matcher comment =
                Pattern.compile(
                                "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*public [a-z ]*class "
                                        + type.getSimpleName(),
                                Pattern.DOTALL)
                        .matcher(source);
        if (!comment.find()) {
            throw new IllegalStateException(type + " has no Javadoc");
        }
        String text = comment.group(1).replaceAll("(?m)^\\s*\\* ?", "");
        List<String> paragraphs =
                Arrays.stream(text.split("<p>"))
                        .map(String::strip)
                        .map(paragraph -> html(paragraph, type))
                        .toList();
        Predicate<String> formula = paragraph -> paragraph.startsWith("\\[");
        return new LossNotes(
                paragraphs.stream().filter(formula).toList(),
                paragraphs.stream().filter(formula.negate()).toList());
    }

    private static String html(String paragraph, Class<?> type) {
        return INLINE_TAG
                .matcher(paragraph)
                .replaceAll(tag -> Matcher.quoteReplacement(inline(tag, type)));
    }

    private static String inline(MatchResult tag, Class<?> type) {
        String content = tag.group(2).replaceAll("\\s+", " ").strip();
        return switch (tag.group(1)) {
            case "link" -> "<code>" + label(content) + "</code>";
            case "value" -> "<code>" + constant(content.substring(1), type) + "</code>";
            default -> "<code>" + content.replace("&", "&amp;").replace("<", "&lt;") + "</code>";
        };
    }

    /** What a reader sees of {@code org.segloss.Type#member label}. */
    private static String label(String content) {
        Matcher reference = REFERENCE.matcher(content);
        if (!reference.matches()) {
            return content;
        }
        String member = reference.group(2);
        String own = reference.group(1) == null ? "" : reference.group(1);
        String name = own.isEmpty() || member.isEmpty() ? own + member : own + "." + member;
        return reference.group(3).isBlank() ? name : reference.group(3).strip();
    }

    private static Object constant(String field, Class<?> type) {
        try {
            return type.getField(field).get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " has no public constant " + field, e);
        }
    }
}
