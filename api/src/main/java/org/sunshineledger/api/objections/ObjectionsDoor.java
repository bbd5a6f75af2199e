package org.sunshineledger.api.objections;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.notice.ObjectionGrounds;
import org.sunshineledger.ledger.vault.Statement;
import org.sunshineledger.projections.board.BoardQuery;
import org.sunshineledger.projections.board.Notice;

/**
 * Where everybody objects and reports. The forms have pages of their own: a form has a session, and
 * who reads a notice needs none.
 */
@Controller
final class ObjectionsDoor {

  private final PublicDoor door;
  private final Receipts receipts;
  private final StatementReader reader;
  private final BoardQuery boards;
  private final Clock clock;

  ObjectionsDoor(
      PublicDoor door, Receipts receipts, StatementReader reader, BoardQuery boards, Clock clock) {
    this.door = door;
    this.receipts = receipts;
    this.reader = reader;
    this.boards = boards;
    this.clock = clock;
  }

  /**
   * The form for a notice.
   *
   * @param open whether an objection is in time today, as far as the board knows
   */
  record ObjectionForm(Notice notice, boolean open, List<ObjectionGrounds> grounds, int longest) {}

  /** The form for a report. */
  record ReportForm(@Nullable RegionCode region, int longest) {}

  /** The form for a receipt's number. */
  record ReceiptForm() {}

  @GetMapping("/notices/{notice}/objections")
  Page form(@PathVariable NoticeId notice) {
    Notice posted =
        boards.notice(notice).orElseThrow(() -> Faulty.of(Fault.UNKNOWN_SUBJECT, notice.number()));
    LocalDate today = LocalDate.now(clock);
    return new Page(
        "object",
        today,
        new ObjectionForm(
            posted,
            posted.isOpenOn(today),
            Arrays.asList(ObjectionGrounds.values()),
            Statement.LONGEST_TEXT));
  }

  /**
   * @param website no person sees this field
   */
  @PostMapping(
      path = "/notices/{notice}/objections",
      consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<Void> object(
      @PathVariable NoticeId notice,
      @RequestParam @Nullable ObjectionGrounds grounds,
      @RequestParam(required = false) @Nullable String text,
      @RequestParam(required = false) @Nullable String name,
      @RequestParam(required = false) @Nullable String phone,
      @RequestParam(defaultValue = "") String website,
      HttpServletRequest request) {
    requireAPerson(website);
    return shown(
        door.object(
            notice,
            reader.required(grounds, "grounds"),
            reader.statement(text, name, phone),
            request.getRemoteAddr()),
        false);
  }

  @PostMapping(path = "/notices/{notice}/objections", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Receipts.Receipt> object(@PathVariable NoticeId notice, HttpServletRequest request)
      throws IOException {
    StatementReader.ObjectionBody body =
        reader.read(request.getInputStream(), StatementReader.ObjectionBody.class);
    return created(
        door.object(
            notice,
            reader.required(body.grounds(), "grounds"),
            reader.statement(body.text(), body.name(), body.phone()),
            request.getRemoteAddr()),
        false);
  }

  /**
   * @param region what the form begins with
   */
  @GetMapping("/reports")
  Page reportForm(@RequestParam(required = false) @Nullable RegionCode region) {
    return new Page("report", LocalDate.now(clock), new ReportForm(region, Statement.LONGEST_TEXT));
  }

  @PostMapping(path = "/reports", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<Void> report(
      @RequestParam @Nullable RegionCode region,
      @RequestParam(required = false) @Nullable List<Long> positions,
      @RequestParam(required = false) @Nullable String text,
      @RequestParam(required = false) @Nullable String name,
      @RequestParam(required = false) @Nullable String phone,
      @RequestParam(defaultValue = "") String website,
      HttpServletRequest request) {
    requireAPerson(website);
    return shown(
        door.report(
            reader.required(region, "region"),
            reader.positions(positions),
            reader.statement(text, name, phone),
            request.getRemoteAddr()),
        true);
  }

  @PostMapping(path = "/reports", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Receipts.Receipt> report(HttpServletRequest request) throws IOException {
    StatementReader.ReportBody body =
        reader.read(request.getInputStream(), StatementReader.ReportBody.class);
    return created(
        door.report(
            reader.required(body.region(), "region"),
            reader.positions(body.positions()),
            reader.statement(body.text(), body.name(), body.phone()),
            request.getRemoteAddr()),
        true);
  }

  /** Whoever types a number is led to its receipt. */
  @GetMapping("/objections")
  Object receipt(@RequestParam(defaultValue = "") String receipt, HttpServletRequest request) {
    return receipt.isBlank()
        ? new Page("receipts", LocalDate.now(clock), new ReceiptForm())
        : ResponseEntity.status(HttpStatus.SEE_OTHER)
            .location(URI.create(receipts.addressOf(receipt, request.getRemoteAddr())))
            .build();
  }

  @GetMapping("/objections/{receipt}")
  Page objection(
      @PathVariable String receipt, HttpServletRequest request, HttpServletResponse response) {
    return unkept(receipts.page(receipt, false, request.getRemoteAddr()), response);
  }

  @GetMapping("/reports/{receipt}")
  Page report(
      @PathVariable String receipt, HttpServletRequest request, HttpServletResponse response) {
    return unkept(receipts.page(receipt, true, request.getRemoteAddr()), response);
  }

  private static Page unkept(Page page, HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
    response.setHeader("X-Robots-Tag", "noindex");
    return page;
  }

  private static void requireAPerson(String website) {
    if (!website.isEmpty()) throw Faulty.malformed("website", "");
  }

  private static ResponseEntity<Void> shown(ReceiptNumber number, boolean report) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create(Receipts.address(number, report)))
        .build();
  }

  private ResponseEntity<Receipts.Receipt> created(ReceiptNumber number, boolean report) {
    return ResponseEntity.created(URI.create(Receipts.address(number, report)))
        .cacheControl(CacheControl.noStore())
        .contentType(MediaType.APPLICATION_JSON)
        .body(receipts.of(number, report));
  }
}
