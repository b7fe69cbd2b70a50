package org.segloss.demo.cli;

import org.segloss.metric.Evaluators;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A metric as a user gives it: a name, on demand with a number behind it. */
final class MetricArgument implements ITypeConverter<String> {

    static final String HELP =
            "separated by commas; a number sets the parameter, as in surface-dice:2; see \"segloss"
                    + " metrics\"";

    @Override
    public String convert(String text) {
        try {
            return Evaluators.builder(text).build().getName();
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
