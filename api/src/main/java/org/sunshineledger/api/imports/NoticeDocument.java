package org.sunshineledger.api.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.api.imports.AllocationNotice.Cited;
import org.sunshineledger.api.imports.AllocationNotice.Excluded;
import org.sunshineledger.api.imports.AllocationNotice.Line;
import org.sunshineledger.api.imports.AllocationNotice.Pair;
import org.sunshineledger.api.imports.AllocationNotice.Source;
import org.sunshineledger.api.imports.AllocationNotice.Stated;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.notice.PublishedDocument;

/**
 * The document that is announced, line by line as the notice has it; the page of the notice adds
 * its rows up again.
 */
final class NoticeDocument {

  private final AllocationNotice notice;
  private final Basis basis;
  private final List<List<String>> rows = new ArrayList<>();

  private NoticeDocument(AllocationNotice notice, Basis basis) {
    this.notice = notice;
    this.basis = basis;
  }

  /**
   * @param basis on which the figures add up
   */
  static PublishedDocument of(AllocationNotice notice, Basis basis, NoticeId id) {
    return new PublishedDocument(
        notice.title(),
        List.of("资金来源", "项目", "金额（%s）或文号".formatted(notice.unit().chinese())),
        new NoticeDocument(notice, basis).rows(),
        notice.total().amount(),
        "none",
        false,
        // It names no person, so nothing is to be guessed; and asked again it is the same document.
        Sha256.of(("nonce/" + id).getBytes(UTF_8)).hex());
  }

  private List<List<String>> rows() {
    for (Source source : notice.sources()) {
      String level = Terms.of(source.level());
      for (Line line : source.lines()) add(level, line);
      Stated subtotal = source.subtotal();
      if (subtotal != null) add(level, Terms.SUBTOTAL, subtotal);
    }
    Stated higherLevels = notice.higherLevels();
    if (higherLevels != null) add("上级", "合计", higherLevels);
    add("全部", Terms.TOTAL, notice.total());
    for (Pair pair : notice.allPairs())
      rows.add(List.of(Terms.DOCUMENT_NUMBERS, pair.higher().text(), pair.city().text()));
    return rows;
  }

  private void add(String level, Line line) {
    String numbers =
        Stream.<@Nullable Cited>of(line.higher(), line.city())
            .flatMap(Stream::ofNullable)
            .map(Cited::text)
            .collect(Collectors.joining("、"));
    // Named, or a number that is written 小计 would be taken for one.
    add(level, numbers.isEmpty() ? "" : Terms.DOCUMENT_NUMBERS + " " + numbers, line.amount());
    // 其中 is held by the amount above, 另有 comes on top of it.
    String kind = basis == Basis.EXCLUSIVE ? "另有" : "其中";
    for (Excluded part : line.excluded()) add(level, kind + " " + part.region(), part.amount());
  }

  private void add(String level, String item, Stated stated) {
    rows.add(List.of(level, item, notice.unit().figure(stated.amount()).toPlainString()));
  }
}
