package org.sunshineledger.api.imports;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Duties;
import org.sunshineledger.api.security.RequestKey;
import org.sunshineledger.api.web.Earliest;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.PlainText;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Evidence;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.journal.Receipt;
import org.sunshineledger.ledger.rules.Act;
import org.sunshineledger.ledger.rules.Jurisdiction;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.ledger.supervision.ClaimEvent.ClaimCheckRecorded;
import org.sunshineledger.ledger.supervision.ClaimEvent.ClaimRecorded;
import org.sunshineledger.ledger.supervision.ClaimEvent.ClaimWithdrawn;
import org.sunshineledger.ledger.supervision.ClaimOrder;
import org.sunshineledger.projections.reconciliation.Claim;

/**
 * Takes the figures that a source published, or the relations between them, as a file of
 * comma-separated values; says what is wrong in which line, and records all lines or none.
 */
@Controller
final class ClaimsDoor {

  private static final Logger log = LoggerFactory.getLogger(ClaimsDoor.class);

  private static final String MEDIA_TYPE = "text/csv";

  /** As much as an order may weigh. */
  private static final int LARGEST_FILE_BYTES = 1 << 20;

  /** It names a stream, and stands in an address. */
  private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9-]{1,62}");

  /** A preview tells all of them. */
  private static final int FINDINGS_TOLD = 100;

  private final Ledger ledger;
  private final Jurisdiction jurisdiction;
  private final Duties duties;
  private final Values values;
  private final Texts texts;
  private final Clock clock;

  ClaimsDoor(
      Ledger ledger,
      Jurisdiction jurisdiction,
      Duties duties,
      Values values,
      Texts texts,
      Clock clock) {
    this.ledger = ledger;
    this.jurisdiction = jurisdiction;
    this.duties = duties;
    this.values = values;
    this.texts = texts;
    this.clock = clock;
  }

  /** What is asked of a file. */
  private record Asked(String source, @Nullable LocalDate published, byte[] file) {

    /** The file is what was asked, and not the day: after midnight it is still the same request. */
    byte[] body() {
      byte[] head =
          "%s\n%s\n"
              .formatted(source, published == null ? "" : published)
              .getBytes(StandardCharsets.UTF_8);
      byte[] body = Arrays.copyOf(head, head.length + file.length);
      System.arraycopy(file, 0, body, head.length, file.length);
      return body;
    }
  }

  /**
   * @param source whose figures they are, e.g. {@code zhengzhou-2016}
   * @param published the day they came out; today when it is left out
   * @param recording whether the lines are to be recorded; otherwise nothing is
   */
  @PostMapping(path = "/imports/claims", consumes = MEDIA_TYPE)
  ResponseEntity<ClaimsReport> take(
      @RequestParam String source,
      @RequestParam(required = false) @Nullable LocalDate published,
      @RequestParam(name = "record", defaultValue = "false") boolean recording,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @AuthenticationPrincipal Account account,
      HttpServletRequest request)
      throws IOException {
    if (!SOURCE.matcher(source).matches() || PlainText.holdsIdNumber(source))
      throw Faulty.malformed("source", texts.of("malformed.no-source"));
    LocalDate today = LocalDate.now(clock);
    LocalDate day = published == null ? today : published;
    if (day.isAfter(today)) throw Faulty.malformed("published", texts.of("malformed.day-to-come"));
    if (day.isBefore(Earliest.DAY))
      throw Faulty.malformed("published", texts.of("malformed.wrong-form"));
    Actor actor = duties.of(account).orElseThrow(() -> Faulty.of(Fault.NO_POST, account.officer()));
    Asked asked = new Asked(source, published, file(request));
    RequestKey once = RequestKey.of(account, key, texts);

    ClaimsFile.Read read = read(asked, known(source, actor, day));
    ClaimsReport report = ClaimsReport.of(source, read, texts);
    if (!recording) return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(report);
    Optional<Receipt> earlier =
        once.key() == null ? Optional.empty() : ledger.orders().receiptOf(once.key(), asked.body());
    if (earlier.isPresent()) return recorded(report, earlier.get());
    if (!report.sound()) throw Faulty.of(Fault.FILE_HAS_BAD_LINES, badLines(report));
    return recorded(report, record(read.orders(), asked, day, actor, once));
  }

  private static byte[] file(HttpServletRequest request) throws IOException {
    byte[] file = request.getInputStream().readNBytes(LARGEST_FILE_BYTES + 1);
    if (file.length > LARGEST_FILE_BYTES)
      throw Faulty.of(Fault.TOO_LARGE, "> " + LARGEST_FILE_BYTES);
    return file;
  }

  private ClaimsFile.Read read(Asked asked, ClaimsFile.Known known) {
    CsvFile csv = CsvFile.read(asked.file(), values);
    ClaimsFile.Kind kind =
        ClaimsFile.Kind.of(csv.header())
            .orElseThrow(() ->
                values.malformed(
                    new Spot.Line(1, null),
                    "csv-header",
                    ClaimsFile.Kind.CLAIMS.header(),
                    ClaimsFile.Kind.CHECKS.header()));
    if (csv.lines().isEmpty()) throw values.malformed(new Spot.Line(1, null), "csv-no-lines");
    return ClaimsFile.read(kind, csv.lines(), asked.source(), known);
  }

  /** As the journal has it, and not a view that may be behind. */
  private ClaimsFile.Known known(String source, Actor actor, LocalDate day) {
    Map<String, Claim> claims = new HashMap<>();
    Set<String> recorded = new HashSet<>();
    ledger.journal().stream("claim/" + source).stream()
        .map(ledger.codec()::decode)
        .forEach(fact -> remember(fact, claims, recorded));
    return new ClaimsFile.Known() {
      @Override
      public Set<String> recorded() {
        return recorded;
      }

      @Override
      public Map<String, Claim> claims() {
        return claims;
      }

      @Override
      public boolean isRegion(RegionCode region) {
        try {
          jurisdiction.placeOf(region, day);
          return true;
        } catch (Refused unknown) {
          return false;
        }
      }

      @Override
      public boolean isYours(RegionCode region) {
        return jurisdiction.placeOf(region, day).within(actor.region());
      }
    };
  }

  private static void remember(Fact fact, Map<String, Claim> claims, Set<String> recorded) {
    if (fact.event() instanceof ClaimRecorded claim) {
      claims.put(claim.claim(), Claim.of(claim, fact.position()));
      recorded.add(claim.claim());
    }
    // Its number stays used, and no new check may rest on it.
    if (fact.event() instanceof ClaimWithdrawn claim) claims.remove(claim.claim());
    if (fact.event() instanceof ClaimCheckRecorded check) recorded.add(check.check());
  }

  private String badLines(ClaimsReport report) {
    String told =
        report.findings().stream()
            .limit(FINDINGS_TOLD)
            .map(found -> found.place() + " " + found.text())
            .collect(Collectors.joining(" "));
    int more = report.findings().size() - FINDINGS_TOLD;
    return more <= 0 ? told : told + " " + texts.of("imports.more", String.valueOf(more));
  }

  private Receipt record(
      List<ClaimOrder> orders, Asked asked, LocalDate day, Actor actor, RequestKey once) {
    byte[] file = asked.file();
    Act act =
        new Act(
            day,
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
            .together(
                once.key(),
                asked.body(),
                batch -> orders.forEach(order -> batch.submit(order, act)));
    log.debug("{} lines of published figures were recorded", orders.size());
    return receipt;
  }

  private static ResponseEntity<ClaimsReport> recorded(ClaimsReport report, Receipt receipt) {
    List<String> facts =
        LongStream.rangeClosed(receipt.first(), receipt.last())
            .mapToObj(position -> "/log/facts/" + position)
            .toList();
    return ResponseEntity.status(receipt.repeated() ? HttpStatus.OK : HttpStatus.CREATED)
        .location(URI.create(facts.getFirst()))
        .contentType(MediaType.APPLICATION_JSON)
        .body(
            report.with(
                new ClaimsReport.Recorded(
                    receipt.first(), receipt.last(), receipt.repeated(), facts)));
  }
}
