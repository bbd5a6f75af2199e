package org.sunshineledger.ledger;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Evidence;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.OverrideReason;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fact.Signer;
import org.sunshineledger.ledger.fact.Signer.Capacity;
import org.sunshineledger.ledger.rules.Act;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.SpecialApproval;

/** An order with its act, as a test tells it. */
public record Deed(Order order, Act act) {

  /** Officers of the stories; each records what is his. */
  public static final OfficerId CLERK = new OfficerId("OF-0001");

  public static final OfficerId REVIEWER = new OfficerId("OF-0002");
  public static final OfficerId APPROVER = new OfficerId("OF-0003");
  public static final OfficerId HELPER = new OfficerId("OF-0004");
  public static final OfficerId FINANCE = new OfficerId("OF-0005");
  public static final OfficerId PAYER = new OfficerId("OF-0006");

  /** 八千乡, to which the stories' officers belong. */
  public static final RegionCode TOWNSHIP = new RegionCode("410173202");

  /** Decided as it is recorded, by the clerk. */
  public static Deed live(LocalDate day, Order order) {
    return told(Mode.LIVE, day, order);
  }

  /** What the paper files say, entered by the clerk. */
  public static Deed onPaper(LocalDate day, Order order) {
    return told(Mode.BACKFILL, day, order);
  }

  private static Deed told(Mode mode, LocalDate day, Order order) {
    return new Deed(
        order,
        new Act(
            day,
            actor(CLERK),
            List.of(),
            null,
            List.of(),
            mode,
            Origin.SYNTHETIC,
            new UUID(0, 1),
            null));
  }

  private static Actor actor(OfficerId officer) {
    return officer.equals(APPROVER)
        ? new Actor(officer, Post.COUNTY_APPROVER, "新郑市扶贫办", Judging.COUNTY)
        : new Actor(officer, Post.CLERK, "八千乡扶贫办", TOWNSHIP);
  }

  /** The same, recorded by somebody else. */
  public Deed by(OfficerId officer) {
    return with(actor(officer), act.signers(), act.evidence(), act.mode());
  }

  /** The same, signed by one officer in these capacities. */
  public Deed signed(Capacity... capacities) {
    List<Signer> signers = new ArrayList<>(act.signers());
    for (Capacity capacity : capacities)
      signers.add(new Signer(new OfficerId("OF-1" + capacity.name().length()), capacity));
    return with(act.actor(), signers, act.evidence(), act.mode());
  }

  /** The same, with a paper behind it. */
  public Deed proven(Evidence.Kind kind) {
    byte[] scan = kind.name().getBytes(StandardCharsets.UTF_8);
    return with(
        act.actor(),
        act.signers(),
        List.of(new Evidence(kind, Sha256.of(scan), scan.length)),
        act.mode());
  }

  /** The same, although it breaks a rule, because an authority lets it. */
  public Deed approved(Rule rule, OfficerId authority) {
    return new Deed(
        order,
        new Act(
            act.occurredOn(),
            act.actor(),
            act.signers(),
            act.basis(),
            act.evidence(),
            act.mode(),
            act.origin(),
            act.correlation(),
            act.causation(),
            List.of(new SpecialApproval(rule, authority, OverrideReason.HIGHER_DECISION))));
  }

  /** The same as history that is entered later. */
  public Deed asHistory() {
    return with(act.actor(), act.signers(), act.evidence(), Mode.BACKFILL);
  }

  private Deed with(Actor actor, List<Signer> signers, List<Evidence> evidence, Mode mode) {
    return new Deed(
        order,
        new Act(
            act.occurredOn(),
            actor,
            signers,
            act.basis(),
            evidence,
            mode,
            act.origin(),
            act.correlation(),
            act.causation()));
  }
}
