package org.segloss.demo.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.segloss.LossEntry;
import org.segloss.LossEntry.OptionEntry;
import org.segloss.Losses;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the catalogue. */
@Command(
        name = "losses",
        description = "Lists the losses with their options, defaults and papers.",
        mixinStandardHelpOptions = true)
public final class LossesCommand implements Callable<Integer> {

    @Parameters(description = "only these losses, by name or alias")
    private List<String> names = List.of();

    @Option(names = "--json", description = "as JSON, for programs")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws JsonProcessingException {
        List<LossEntry> losses =
                names.isEmpty() ? Losses.all() : names.stream().map(Losses::find).toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
            out.println(
                    mapper.writeValueAsString(losses.stream().map(LossesCommand::row).toList()));
        } else {
            losses.forEach(loss -> print(loss, out));
        }
        out.flush();
        return 0;
    }

    private static Map<String, Object> row(LossEntry loss) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", loss.name());
        row.put("aliases", loss.aliases());
        row.put("family", loss.family());
        row.put("summary", loss.summary());
        row.put("paper", loss.paper());
        row.put("options", loss.options());
        return row;
    }

    private static void print(LossEntry loss, PrintWriter out) {
        String aliases =
                loss.aliases().isEmpty() ? "" : " (" + String.join(", ", loss.aliases()) + ")";
        out.printf("%s%s - %s%n  %s%n", loss.name(), aliases, loss.summary(), loss.paper());
        for (OptionEntry option : loss.options()) {
            String value =
                    option.required()
                            ? "required"
                            : Objects.toString(option.defaultValue(), "none");
            out.printf("    %-19s %-9s %s%n", option.name(), value, option.description());
        }
        out.println();
    }
}
