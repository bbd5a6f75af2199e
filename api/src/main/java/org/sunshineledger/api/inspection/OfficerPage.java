package org.sunshineledger.api.inspection;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Moments;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.Table;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.officer.Act;
import org.sunshineledger.projections.officer.OfficerRecord;
import org.sunshineledger.projections.officer.OfficerRecord.InCharge;
import org.sunshineledger.projections.officer.OfficerRecords;
import org.sunshineledger.projections.officer.ToldAct;
import org.sunshineledger.projections.provenance.Provenance;
import org.sunshineledger.projections.responsibility.Pledge;
import org.sunshineledger.projections.view.Moment;

/** What an officer answered for and did, through every post. */
@Controller
final class OfficerPage {

  /** More are on the next page. */
  private static final int SHOWN = 200;

  private final OfficerRecords records;
  private final Readers readers;
  private final Moments moments;
  private final Clock clock;

  OfficerPage(OfficerRecords records, Readers readers, Moments moments, Clock clock) {
    this.records = records;
    this.readers = readers;
    this.moments = moments;
    this.clock = clock;
  }

  /**
   * The record, with a page of the acts.
   *
   * @param part of the acts that are listed; null for all
   * @param found how many acts of this part there are
   * @param withheld how many duties and acts elsewhere are not told
   * @param next address of those that are not shown, or null
   */
  record Shown(
      OfficerId officer,
      @Nullable String name,
      List<InCharge> inCharge,
      List<Pledge> pledges,
      Map<Act.Part, Integer> counts,
      int total,
      int breaching,
      Act.@Nullable Part part,
      int found,
      int withheld,
      List<ToldAct> acts,
      @Nullable String next,
      @Nullable Instant knownAt,
      boolean synthetic) {}

  /**
   * @param asOf the last day that counts; today when left out
   * @param knownAt what was recorded later does not count
   */
  @GetMapping("/inspection/officers/{officer}")
  Page show(
      @PathVariable String officer,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable Instant knownAt,
      @RequestParam(required = false) @Nullable Long position,
      @RequestParam(required = false) Act.@Nullable Part part,
      @RequestParam(defaultValue = "0") int from,
      @AuthenticationPrincipal Account account) {
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    OfficerRecord record = record(officer, moments.of(day, knownAt, position), account);
    List<Act> found =
        part == null
            ? record.acts()
            : record.acts().stream().filter(act -> act.part() == part).toList();
    int begin = Math.clamp(from, 0, found.size());
    int end = Math.min(begin + SHOWN, found.size());
    return new Page(
            "officer",
            day,
            new Shown(
                record.officer(),
                record.name(),
                record.inCharge(),
                record.pledges(),
                record.counts(),
                record.acts().size(),
                record.breaching(),
                part,
                found.size(),
                record.withheld(),
                records.told(found.subList(begin, end)),
                end < found.size()
                    ? address(record.officer(), day, knownAt, position, part, end)
                    : null,
                knownAt,
                record.synthetic()))
        .with(Table.of("acts", ToldAct.class, () -> told(found)));
  }

  /** All of them, some at a time: each needs its fact. */
  private Iterator<ToldAct> told(List<Act> acts) {
    return IntStream.iterate(0, from -> from < acts.size(), from -> from + SHOWN)
        .mapToObj(from -> acts.subList(from, Math.min(from + SHOWN, acts.size())))
        .flatMap(some -> records.told(some).stream())
        .iterator();
  }

  /** The same as W3C PROV-JSON, with all acts. */
  @GetMapping(
      path = "/inspection/officers/{officer}.prov.json",
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Map<String, Object>> provenance(
      @PathVariable String officer,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable Instant knownAt,
      @RequestParam(required = false) @Nullable Long position,
      @AuthenticationPrincipal Account account) {
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    OfficerRecord record = record(officer, moments.of(day, knownAt, position), account);
    return ResponseEntity.ok(Provenance.of(record, records.told(record.acts())));
  }

  /** What of it lies in the reader's region; a transfer away from there hides nothing of that. */
  private OfficerRecord record(String officer, Moment moment, Account account) {
    OfficerRecord record =
        records.of(id(officer), moment).orElseThrow(() -> Faulty.of(Fault.UNKNOWN_SUBJECT, ""));
    Predicate<RegionCode> reach = readers.reach(account, moment.asOf());
    if (!record.touches(reach)) throw Faulty.of(Fault.OUTSIDE_YOUR_REGION, officer);
    readers.note(account, "the record of " + officer);
    return record.within(reach);
  }

  private static OfficerId id(String officer) {
    try {
      return new OfficerId(officer);
    } catch (IllegalArgumentException e) {
      throw Faulty.malformed("officer", "");
    }
  }

  private static String address(
      OfficerId officer,
      LocalDate asOf,
      @Nullable Instant knownAt,
      @Nullable Long position,
      Act.@Nullable Part part,
      int from) {
    return "/inspection/officers/%s?asOf=%s&from=%d".formatted(officer, asOf, from)
        + (knownAt == null ? "" : "&knownAt=" + knownAt)
        + (position == null ? "" : "&position=" + position)
        + (part == null ? "" : "&part=" + part);
  }
}
