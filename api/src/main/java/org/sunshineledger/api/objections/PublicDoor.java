package org.sunshineledger.api.objections;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.notice.NoticeEvent.Announced;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticePosted;
import org.sunshineledger.ledger.notice.ObjectionGrounds;
import org.sunshineledger.ledger.notice.RaisePublicObjection;
import org.sunshineledger.ledger.rules.Act;
import org.sunshineledger.ledger.supervision.LeadId;
import org.sunshineledger.ledger.supervision.ReceivePublicReport;
import org.sunshineledger.ledger.vault.Statement;
import org.sunshineledger.projections.region.Regions;

/** Hands in what somebody says. Its facts name no person as their actor, but the public's door. */
@Component
final class PublicDoor {

  private static final OfficerId DOOR = new OfficerId("PUBLIC-DOOR");
  private static final String OFFICE = "公众";

  private final Ledger ledger;
  private final Regions regions;
  private final PublicLimit limit;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  PublicDoor(Ledger ledger, Regions regions, PublicLimit limit, Clock clock) {
    this.ledger = ledger;
    this.regions = regions;
    this.limit = limit;
    this.clock = clock;
  }

  /**
   * @param address who sends it, for the limit only: it is not recorded
   * @throws Faulty with UNKNOWN_SUBJECT or TOO_MANY_STATEMENTS
   * @throws org.sunshineledger.ledger.rules.Refused with NOTICE_NOT_OPEN
   */
  ReceiptNumber object(
      NoticeId notice, ObjectionGrounds grounds, Statement statement, @Nullable String address) {
    RegionCode region = regionOf(notice);
    limit.takeStatement(address);
    ReceiptNumber receipt = ReceiptNumber.random(random);
    submit(new RaisePublicObjection(notice, grounds, receipt.digest(), statement), region);
    return receipt;
  }

  /**
   * @param positions of facts it is about
   * @throws Faulty with UNKNOWN_PLACE or TOO_MANY_STATEMENTS
   */
  ReceiptNumber report(
      RegionCode region, List<Long> positions, Statement statement, @Nullable String address) {
    LocalDate today = LocalDate.now(clock);
    if (regions.on(today).node(region).isEmpty())
      throw Faulty.of(Fault.UNKNOWN_PLACE, region.code());
    limit.takeStatement(address);
    ReceiptNumber receipt = ReceiptNumber.random(random);
    submit(
        new ReceivePublicReport(lead(today), region, positions, receipt.digest(), statement),
        region);
    return receipt;
  }

  /** By day, and then by chance: numbers in their order would tell how many there are. */
  private LeadId lead(LocalDate today) {
    return new LeadId(
        "JB-%s-%s"
            .formatted(
                DateTimeFormatter.BASIC_ISO_DATE.format(today),
                ReceiptNumber.random(random).letters().substring(0, 8).toUpperCase(Locale.ROOT)));
  }

  private RegionCode regionOf(NoticeId notice) {
    return ledger
        .journal()
        .beginning(notice.stream())
        .map(first -> ledger.codec().decode(first).event())
        .map(event ->
            switch (event) {
              case NoticePosted it -> it.region();
              case Announced it -> it.region();
              default -> throw new IllegalStateException("a notice begins with another fact");
            })
        .orElseThrow(() -> Faulty.of(Fault.UNKNOWN_SUBJECT, notice.number()));
  }

  private void submit(Order order, RegionCode region) {
    ledger
        .orders()
        .submit(
            order,
            new Act(
                LocalDate.now(clock),
                new Actor(DOOR, Post.PUBLIC, OFFICE, region),
                List.of(),
                null,
                List.of(),
                Mode.LIVE,
                Origin.ENTERED,
                UUID.randomUUID(),
                null),
            null);
  }
}
