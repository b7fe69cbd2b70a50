package org.segloss.demo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.segloss.LossSpec;
import org.segloss.Losses;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A loss as a user gives it: a name, JSON, or a file that holds JSON. */
public final class LossArgument implements ITypeConverter<LossSpec> {

    @Override
    public LossSpec convert(String text) {
        try {
            boolean file = text.endsWith(".json") && Files.isRegularFile(Path.of(text));
            LossSpec spec = LossSpec.parse(file ? Files.readString(Path.of(text)) : text);
            // A wrong option shows now, not after the data were loaded.
            Losses.create(spec);
            return spec;
        } catch (IOException e) {
            throw new TypeConversionException("cannot read the loss file " + text + ": " + e);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
