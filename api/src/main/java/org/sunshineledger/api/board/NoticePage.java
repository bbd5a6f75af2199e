package org.sunshineledger.api.board;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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
import org.sunshineledger.ledger.notice.WithdrawalReason;
import org.sunshineledger.ledger.publication.Publications;
import org.sunshineledger.ledger.publication.Publications.Publication;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.projections.board.BoardQuery;
import org.sunshineledger.projections.board.Notice;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.Regions;

/** One notice with its document, checked against the digest that the fact binds. */
@Controller
final class NoticePage {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

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
   * @param withdrawOn the day on which it comes down by itself; null for one that stays
   * @param withdrawn how it came down; null while it is up
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
      @Nullable LocalDate withdrawOn,
      @Nullable Withdrawn withdrawn,
      boolean digestMatches,
      boolean rowsMatch,
      List<SumCheck> sums,
      boolean open,
      @Nullable List<NoticeObjections.Line> objections) {

    /** What the sheet says to call. */
    @JsonIgnore
    public String hotline() {
      return BoardPage.HOTLINE;
    }
  }

  /**
   * Why a document is gone.
   *
   * @param cause of whose doing
   * @param rule code of the rule by which it came down by itself, else null
   * @param reason why an officer took it down, else null
   * @param position of the fact that says so, or null where none has to
   */
  record Withdrawn(
      Cause cause,
      LocalDate on,
      @Nullable Rule rule,
      @Nullable WithdrawalReason reason,
      @Nullable Long position) {}

  enum Cause {
    /** 按期撤下. */
    ON_ITS_DAY,
    /** 提前撤下, by an officer. */
    TAKEN_DOWN,
    /** 依法删除个人信息后撤下; of whom, nobody is told. */
    PROTECTION
  }

  @GetMapping("/notices/{notice}")
  Page show(@PathVariable NoticeId notice, @AuthenticationPrincipal @Nullable Account account) {
    LocalDate today = LocalDate.now(clock);
    Shown shown = shown(notice, today, account);
    return withRows(new Page("notice", today, shown), shown.document());
  }

  /** A4, to be hung up; with what everybody may read, whoever prints it. */
  @GetMapping("/notices/{notice}/print")
  Page print(@PathVariable NoticeId notice) {
    LocalDate today = LocalDate.now(clock);
    Shown shown = shown(notice, today, null);
    return withRows(new Page("notice-print", today, shown), shown.document());
  }

  private static Page withRows(Page page, @Nullable PublishedDocument document) {
    return document == null
        ? page
        : page.with(Table.ofDocument("document", document.columns(), document.rows()));
  }

  private Shown shown(NoticeId notice, LocalDate today, @Nullable Account account) {
    Notice posted =
        boards.notice(notice).orElseThrow(() -> Faulty.of(Fault.UNKNOWN_SUBJECT, notice.number()));
    Publication published =
        publications.find(notice.stream(), posted.document().digest()).orElse(null);
    byte[] stored = published == null ? null : published.content();
    PublishedDocument document = stored == null ? null : DocumentJson.read(stored);
    return new Shown(
        posted,
        regions.on(posted.opens()).path(posted.region()),
        document,
        published == null ? null : published.withdrawOn(),
        published == null || stored != null ? null : withdrawn(posted, published),
        stored != null && Sha256.of(stored).equals(posted.document().digest()),
        document != null && document.rows().size() == posted.document().rowCount(),
        document == null || posted.kind() != NoticeKind.FUND_ALLOCATION
            ? List.of()
            : SumCheck.of(document),
        posted.isOpenOn(today),
        objections.of(notice, account));
  }

  /**
   * The document as it was published, byte for byte: SHA-256 of it is the digest in the fact. Of
   * one that came down nothing is left to be told.
   */
  @GetMapping("/notices/{notice}/document")
  ResponseEntity<byte[]> document(@PathVariable NoticeId notice) {
    Notice posted =
        boards.notice(notice).orElseThrow(() -> Faulty.of(Fault.UNKNOWN_SUBJECT, notice.number()));
    return publications
        .find(notice.stream(), posted.document().digest())
        .flatMap(publication -> Optional.ofNullable(publication.content()))
        .map(content ->
            ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .contentType(MediaType.APPLICATION_JSON)
                .body(content))
        .orElseThrow(() -> Faulty.of(Fault.UNKNOWN_SUBJECT, notice.number()));
  }

  private static Withdrawn withdrawn(Notice posted, Publication gone) {
    Notice.Withdrawal takenDown = posted.withdrawal();
    if (takenDown != null)
      return new Withdrawn(
          Cause.TAKEN_DOWN, takenDown.on(), null, takenDown.reason(), takenDown.position());
    LocalDate due = gone.withdrawOn();
    Instant at = gone.withdrawnAt();
    LocalDate destroyed = at == null ? null : LocalDate.ofInstant(at, ZONE);
    if (destroyed != null && (due == null || destroyed.isBefore(due)))
      return new Withdrawn(Cause.PROTECTION, destroyed, null, null, null);
    return new Withdrawn(
        Cause.ON_ITS_DAY, Objects.requireNonNull(due), Rule.LIST_UP_TOO_LONG, null, null);
  }
}
