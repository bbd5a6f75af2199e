package org.sunshineledger.api.board;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.sunshineledger.api.objections.NoticeObjections;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.Table;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.notice.DocumentJson;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.PublishedDocument;
import org.sunshineledger.ledger.publication.Publications;
import org.sunshineledger.projections.board.BoardQuery;
import org.sunshineledger.projections.board.Notice;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.Regions;

/** One notice with its document, checked against the digest that the fact binds. */
@Controller
final class NoticePage {

  private final BoardQuery boards;
  private final Regions regions;
  private final Publications publications;
  private final NoticeObjections objections;
  private final Clock clock;

  NoticePage(
      BoardQuery boards,
      Regions regions,
      Publications publications,
      NoticeObjections objections,
      Clock clock) {
    this.objections = objections;
    this.boards = boards;
    this.regions = regions;
    this.publications = publications;
    this.clock = clock;
  }

  /**
   * @param document null once it is withdrawn: its digest remains
   * @param digestMatches whether SHA-256 of the stored document is the digest in the fact
   * @param rowsMatch whether it has as many lines as the fact says
   * @param sums what a reader can add up himself; empty for a list without subtotals
   * @param open whether an objection is in time today
   * @param objections null for who may not know of them, such as everybody
   */
  record Shown(
      Notice notice,
      List<Node> path,
      @Nullable PublishedDocument document,
      boolean digestMatches,
      boolean rowsMatch,
      List<SumCheck> sums,
      boolean open,
      @Nullable List<NoticeObjections.Line> objections) {}

  @GetMapping("/notices/{notice}")
  Page show(@PathVariable NoticeId notice, @AuthenticationPrincipal @Nullable Account account) {
    Notice posted =
        boards.notice(notice).orElseThrow(() -> Faulty.of(Fault.UNKNOWN_SUBJECT, notice.number()));
    LocalDate today = LocalDate.now(clock);
    Optional<byte[]> stored = publications.get(posted.document().digest());
    PublishedDocument document = stored.map(DocumentJson::read).orElse(null);
    Page page =
        new Page(
            "notice",
            today,
            new Shown(
                posted,
                regions.on(posted.opens()).path(posted.region()),
                document,
                stored.isPresent() && Sha256.of(stored.get()).equals(posted.document().digest()),
                document != null && document.rows().size() == posted.document().rowCount(),
                document == null || posted.kind() != NoticeKind.FUND_ALLOCATION
                    ? List.of()
                    : SumCheck.of(document),
                isOpen(posted, today),
                objections.of(notice, account)));
    return document == null
        ? page
        : page.with(Table.ofDocument("document", document.columns(), document.rows()));
  }

  private static boolean isOpen(Notice notice, LocalDate today) {
    LocalDate closes = notice.closes();
    return closes != null
        && notice.closing() == null
        && !today.isBefore(notice.opens())
        && !today.isAfter(closes);
  }
}
