package org.segloss.demo.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.samskivert.mustache.Mustache;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a page of a template, with the look and the axes that all pages have. */
public final class Page {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Page() {}

    /**
     * Fills a template; text is escaped. The page gets {@code style} and {@code scripts}: those
     * that all pages share, and its own, which lie beside the template under the same name.
     *
     * @param name the template without its ending, as in {@code explore/explorer}
     * @param content what the template names
     * @param scripts further scripts, which stand before that of the template
     * @return the page
     */
    public static String of(String name, Map<String, Object> content, List<String> scripts) {
        Map<String, Object> all = new LinkedHashMap<>(content);
        all.put("style", Resources.text("page/page.css") + Resources.text(name + ".css"));
        List<String> inOrder = new ArrayList<>();
        inOrder.add(Resources.webJar("d3", "dist/d3.min.js"));
        inOrder.add(Resources.text("page/page.js"));
        inOrder.addAll(scripts);
        inOrder.add(Resources.text(name + ".js"));
        all.put("scripts", inOrder);
        return Mustache.compiler()
                .nullValue("")
                .emptyStringIsFalse(true)
                .compile(Resources.text(name + ".mustache"))
                .execute(all);
    }

    /**
     * What the scripts draw from; a less-than sign could end the element that holds it.
     *
     * @param data maps, lists, records and numbers
     * @return their JSON form
     */
    public static String json(Object data) {
        try {
            return JSON.writeValueAsString(data).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists and numbers have a JSON form", e);
        }
    }
}
