package org.sunshineledger.ledger.fact;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The published name of an event, {@code <stream>.<event-in-kebab-case>.v<n>}. It is stored and
 * hashed: classes may move and be renamed, this may not.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface FactType {
  String value();
}
