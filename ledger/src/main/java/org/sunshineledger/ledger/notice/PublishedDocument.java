package org.sunshineledger.ledger.notice;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Money;

/**
 * What the public reads: a masked list, stored by its digest outside the journal.
 *
 * @param title in Chinese, as on the paper
 * @param columns headings, in order
 * @param rows cells as they are shown, already masked by {@code redactionPolicy}
 * @param controlTotal sum of the amounts in the rows, or null for a list without money
 * @param synthetic whether the content is made up
 * @param nonce 64 hexadecimal digits: 32 random bytes that keep a short list from being guessed
 */
public record PublishedDocument(
    String title,
    List<String> columns,
    List<List<String>> rows,
    @Nullable Money controlTotal,
    String redactionPolicy,
    boolean synthetic,
    String nonce) {

  public PublishedDocument {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    // Which there are is judged with the order: a document of any version must stay readable.
    if (!redactionPolicy.matches("[a-z][a-z0-9-]{0,39}"))
      throw new IllegalArgumentException("not a redaction policy: " + redactionPolicy);
    if (!nonce.matches("[0-9a-f]{64}"))
      throw new IllegalArgumentException("a nonce has 64 hexadecimal digits");
    if (controlTotal != null && controlTotal.compareTo(Money.ZERO) < 0)
      throw new IllegalArgumentException("a total of amounts is not negative");
  }
}
