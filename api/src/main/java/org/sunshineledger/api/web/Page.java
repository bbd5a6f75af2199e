package org.sunshineledger.api.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a reader gets from an address: the same content as a page, as JSON or as CSV, whichever is
 * asked for.
 *
 * @param template name of the page, and of its title in the message bundles
 * @param asOf the day the content holds for
 * @param content the data of JSON, and {@code content} in the template
 * @param lists what stands under the lists of the page; none for what is not public
 * @param whole lists of which the content has a part only, and those that it has in another form;
 *     the first is what CSV gives when no table is named
 * @param preview what only somebody who looks at the page is shown, {@code preview} in the
 *     template: asked for only where it becomes HTML; null where there is no such thing
 */
public record Page(
    String template,
    LocalDate asOf,
    Object content,
    List<ListDigest> lists,
    List<Table> whole,
    @Nullable Supplier<@Nullable Object> preview) {

  public Page {
    lists = List.copyOf(lists);
    whole = List.copyOf(whole);
  }

  /** A page that shows its lists whole. */
  public Page(String template, LocalDate asOf, Object content, List<ListDigest> lists) {
    this(template, asOf, content, lists, List.of(), null);
  }

  /** A page without lists that anybody could derive again. */
  public Page(String template, LocalDate asOf, Object content) {
    this(template, asOf, content, List.of());
  }

  /** The same with the whole of a list. */
  public Page with(Table table) {
    List<Table> more = new ArrayList<>(whole);
    more.add(table);
    return new Page(template, asOf, content, lists, more, preview);
  }

  /** The same with something that is for looking at and no data. */
  public Page withPreview(Supplier<@Nullable Object> preview) {
    return new Page(template, asOf, content, lists, whole, preview);
  }

  /** All its tables by name: those that were given whole, then the lists of its content. */
  List<Table> tables() {
    return Tables.of(whole, content);
  }
}
