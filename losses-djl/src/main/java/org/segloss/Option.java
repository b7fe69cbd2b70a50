package org.segloss;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a field of a loss builder as an option.
 *
 * <p>The field is the only place that states an option: its name is the name in JSON and on the
 * command line, its type the type, its initial value the default. {@link Losses} reads them, so
 * that the catalogue can never differ from the code.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Option {

    /**
     * What the option does.
     *
     * @return one line: meaning, allowed values and, where a paper defines it, its place there
     */
    String value();

    /**
     * Whether a value has to be given.
     *
     * @return true for an option without a default
     */
    boolean required() default false;
}
