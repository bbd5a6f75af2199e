package org.sunshineledger.api.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of a page with all its rows, whatever part of it the page shows: what CSV is made of.
 *
 * @param name in addresses, and of its word in the message bundles under {@code csv.table.<name>}
 * @param columns of records the columns follow from their type; of a document they are its own
 * @param rows read once, while they are written
 */
public record Table(String name, Columns columns, Iterable<?> rows) {

  /** Rows that are records of a type. */
  public static <R extends Record> Table of(
      String name, Class<R> type, Iterable<? extends R> rows) {
    return new Table(name, Columns.of(type), rows);
  }

  /** Rows of a document, under its own headings. */
  public static Table ofDocument(
      String name, List<String> headings, Iterable<? extends List<@Nullable String>> rows) {
    return new Table(name, Columns.headed(headings), rows);
  }
}
