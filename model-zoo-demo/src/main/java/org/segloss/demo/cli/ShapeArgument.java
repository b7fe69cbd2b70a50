package org.segloss.demo.cli;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A shape as a user gives it: {@code 2x4x64x64}. */
final class ShapeArgument implements ITypeConverter<Shape> {

    @Override
    public Shape convert(String text) {
        if (!text.matches("\\d{1,9}(x\\d{1,9})*")) {
            throw new TypeConversionException(
                    "'" + text + "' is not a shape: write whole numbers like 2x4x64x64");
        }
        return new Shape(Arrays.stream(text.split("x")).mapToLong(Long::parseLong).toArray());
    }
}
