package org.sunshineledger.api.imports;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Duties;
import org.sunshineledger.api.security.RequestKey;
import org.sunshineledger.api.security.Role;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Evidence;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fund.FundEvent.FundAppropriated;
import org.sunshineledger.ledger.journal.Receipt;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.NoticeOrder.Announce;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.rules.Act;
import org.sunshineledger.ledger.rules.Jurisdiction;

/**
 * Takes an allocation notice as JSON or as a workbook, says what it comes to, and announces it when
 * asked to and when its figures hold.
 */
@Controller
final class AllocationNoticesDoor {

  private static final Logger log = LoggerFactory.getLogger(AllocationNoticesDoor.class);

  private static final String ADDRESS = "/imports/allocation-notices";
  private static final String EXAMPLE = "/scenario/zhengzhou-2016/notice-2018-03-06.json";

  /** As much as an order may weigh. */
  private static final int LARGEST_FILE_BYTES = 1 << 20;

  /** An auditor looks; what is recorded is the finance bureau's. */
  private static final Set<Role> RECORDING = Set.of(Role.FINANCE);

  private static final int FINDINGS_TOLD = 5;

  private final Ledger ledger;
  private final Jurisdiction jurisdiction;
  private final Duties duties;
  private final NoticeJson json;
  private final NoticeWorkbook workbook;
  private final Values values;
  private final Texts texts;

  AllocationNoticesDoor(
      Ledger ledger,
      Jurisdiction jurisdiction,
      Duties duties,
      NoticeJson json,
      NoticeWorkbook workbook,
      Values values,
      Texts texts) {
    this.ledger = ledger;
    this.jurisdiction = jurisdiction;
    this.duties = duties;
    this.json = json;
    this.workbook = workbook;
    this.values = values;
    this.texts = texts;
  }

  /** Turns the bytes that were sent into a notice. */
  private interface Form {
    AllocationNotice read(byte[] file);
  }

  /**
   * @param recording whether the notice is to be announced; otherwise nothing is recorded
   * @param notice number of the announcement, needed for recording
   */
  @PostMapping(path = ADDRESS, consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Report> json(
      @RequestParam(name = "record", defaultValue = "false") boolean recording,
      @RequestParam(required = false) @Nullable NoticeId notice,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @AuthenticationPrincipal Account account,
      HttpServletRequest request)
      throws IOException {
    return take(json::read, recording, notice, key, account, request);
  }

  @PostMapping(path = ADDRESS, consumes = NoticeWorkbook.MEDIA_TYPE)
  ResponseEntity<Report> workbook(
      @RequestParam(name = "record", defaultValue = "false") boolean recording,
      @RequestParam(required = false) @Nullable NoticeId notice,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @AuthenticationPrincipal Account account,
      HttpServletRequest request)
      throws IOException {
    return take(workbook::read, recording, notice, key, account, request);
  }

  /** A workbook to begin with: the real notice of the city's finance bureau of 6 March 2018. */
  @GetMapping(path = ADDRESS + "/template.xlsx", produces = NoticeWorkbook.MEDIA_TYPE)
  ResponseEntity<byte[]> template() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    NoticeTemplate.write(json.read(example()), file);
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(NoticeWorkbook.MEDIA_TYPE))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename("资金分配公示.xlsx", StandardCharsets.UTF_8)
                .build()
                .toString())
        .body(file.toByteArray());
  }

  private static byte[] example() throws IOException {
    try (InputStream in = AllocationNoticesDoor.class.getResourceAsStream(EXAMPLE)) {
      if (in == null) throw new IllegalStateException("missing on the class path: " + EXAMPLE);
      return in.readAllBytes();
    }
  }

  private ResponseEntity<Report> take(
      Form form,
      boolean recording,
      @Nullable NoticeId asked,
      @Nullable String key,
      Account account,
      HttpServletRequest request)
      throws IOException {
    if (recording && !account.isOneOf(RECORDING)) throw Faulty.of(Fault.NOT_YOUR_ROLE, "record");
    if (recording && asked == null) throw Faulty.malformed("notice", texts.of("malformed.missing"));
    // A number without the wish to record is no wish to record.
    NoticeId notice = recording ? asked : null;
    byte[] file = request.getInputStream().readNBytes(LARGEST_FILE_BYTES + 1);
    if (file.length > LARGEST_FILE_BYTES)
      throw Faulty.of(Fault.TOO_LARGE, "> " + LARGEST_FILE_BYTES);
    AllocationNotice read = form.read(file);
    Reconciled reconciled = reconcile(read);
    Report report = Report.of(read, reconciled, texts);
    if (notice == null)
      return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(report);
    if (!reconciled.addsUp())
      throw Faulty.of(Fault.NOTICE_DOES_NOT_ADD_UP, whatDoesNotHold(report));
    Receipt receipt =
        announce(
            read, reconciled.basis(), notice, file, RequestKey.of(account, key, texts), account);
    return recorded(report, notice, receipt);
  }

  private Reconciled reconcile(AllocationNotice notice) {
    try {
      return Reconciled.of(notice);
    } catch (ArithmeticException tooMuch) {
      // Each amount is within bounds and all of them together are not.
      throw values.malformed(notice.total().spot(), "too-much-money");
    }
  }

  private static String whatDoesNotHold(Report report) {
    return report.findings().stream()
        .filter(Report.Found::stopsRecording)
        .limit(FINDINGS_TOLD)
        .map(found -> found.place() + " " + found.text())
        .collect(Collectors.joining(" "));
  }

  private Receipt announce(
      AllocationNotice read,
      Basis basis,
      NoticeId notice,
      byte[] file,
      RequestKey once,
      Account account) {
    Actor actor = duties.of(account).orElseThrow(() -> Faulty.of(Fault.NO_POST, account.officer()));
    // It was announced when it was published; that it is recorded later is for all to see.
    LocalDate published = read.published();
    Announce order =
        new Announce(
            notice,
            NoticeKind.FUND_ALLOCATION,
            levelOf(jurisdiction.placeOf(actor.region(), published)),
            actor.region(),
            appropriationsCitedIn(read),
            List.of(actor.region()),
            NoticeDocument.of(read, basis, notice));
    Act act =
        new Act(
            published,
            actor,
            List.of(),
            null,
            // The file itself, so that whoever kept it can show that it is this one.
            List.of(new Evidence(Evidence.Kind.OFFICIAL_DOCUMENT, Sha256.of(file), file.length)),
            Mode.LIVE,
            Origin.IMPORTED,
            once.correlation(),
            null);
    Receipt receipt =
        ledger
            .orders()
            .together(once.key(), asked(notice, file), batch -> batch.submit(order, act));
    log.debug("an allocation notice of {} lines was announced", read.lines().count());
    return receipt;
  }

  /** What the notice is about, so far as the ledger holds it: a duty to publish is met by id. */
  private List<UUID> appropriationsCitedIn(AllocationNotice notice) {
    return notice.cited().stream()
        .filter(number -> number.parts().isPresent())
        .map(number -> new DocumentNumber(number.text()).stream())
        .distinct()
        .flatMap(fund -> ledger.journal().beginning(fund).stream())
        .map(ledger.codec()::decode)
        .filter(fact -> fact.event() instanceof FundAppropriated)
        .map(Fact::id)
        .toList();
  }

  private static byte[] asked(NoticeId notice, byte[] file) {
    byte[] number = (notice + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] asked = Arrays.copyOf(number, number.length + file.length);
    System.arraycopy(file, 0, asked, number.length, file.length);
    return asked;
  }

  /** The smallest level the place names; a province lies in none of them. */
  private static RegionLevel levelOf(Place place) {
    if (place.village() != null) return RegionLevel.VILLAGE;
    if (place.township() != null) return RegionLevel.TOWNSHIP;
    if (place.county() != null) return RegionLevel.COUNTY;
    return place.city() != null ? RegionLevel.CITY : RegionLevel.PROVINCE;
  }

  private static ResponseEntity<Report> recorded(Report report, NoticeId notice, Receipt receipt) {
    List<String> facts =
        LongStream.rangeClosed(receipt.first(), receipt.last())
            .mapToObj(position -> "/log/facts/" + position)
            .toList();
    return ResponseEntity.status(receipt.repeated() ? HttpStatus.OK : HttpStatus.CREATED)
        .location(URI.create(facts.getFirst()))
        .contentType(MediaType.APPLICATION_JSON)
        .body(
            report.with(
                new Report.Recorded(
                    notice.number(), receipt.first(), receipt.last(), receipt.repeated(), facts)));
  }
}
