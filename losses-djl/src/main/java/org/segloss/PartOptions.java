package org.segloss;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the builder of a part in the builder of a compound loss: the options of the part are
 * options of the compound, and a value is set in every part that knows it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface PartOptions {}
