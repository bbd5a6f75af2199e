package org.sunshineledger.api.web;

import java.time.LocalDate;
import java.util.List;

/**
 * What a reader gets from an address: the same content as a page or as JSON, whichever is asked
 * for.
 *
 * @param template name of the page, and of its title in the message bundles
 * @param asOf the day the content holds for
 * @param content the data of JSON, and {@code content} in the template
 * @param lists what stands under the lists of the page; none for what is not public
 */
public record Page(String template, LocalDate asOf, Object content, List<ListDigest> lists) {

  public Page {
    lists = List.copyOf(lists);
  }

  /** A page without lists that anybody could derive again. */
  public Page(String template, LocalDate asOf, Object content) {
    this(template, asOf, content, List.of());
  }
}
