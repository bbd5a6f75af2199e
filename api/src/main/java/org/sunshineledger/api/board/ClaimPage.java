package org.sunshineledger.api.board;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.journal.StoredFact;
import org.sunshineledger.projections.reconciliation.CheckResult;
import org.sunshineledger.projections.reconciliation.Claim;
import org.sunshineledger.projections.reconciliation.ClaimResult;
import org.sunshineledger.projections.reconciliation.Evidence;
import org.sunshineledger.projections.reconciliation.Reconciliation;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.Regions;

/** Why a published figure stands as it does: the public facts that were counted. */
@Controller
final class ClaimPage {

  /** The others are of the same kind, and as many as the page says. */
  private static final int SHOWN = 300;

  private final Reconciliation reconciliation;
  private final Regions regions;
  private final Ledger ledger;
  private final Clock clock;

  ClaimPage(Reconciliation reconciliation, Regions regions, Ledger ledger, Clock clock) {
    this.reconciliation = reconciliation;
    this.regions = regions;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** A public fact that was counted. */
  record Counted(long position, String type, String stream) {}

  /**
   * @param region its name today
   * @param facts how many were counted that are public
   * @param counted 300 of them at most
   */
  record Shown(Evidence evidence, String region, int facts, List<Counted> counted) {

    @JsonIgnore
    public ClaimResult result() {
      return evidence.result();
    }

    /** What a relation is written of. */
    public List<RelationPart> parts(CheckResult check) {
      return RelationPart.of(check);
    }
  }

  @GetMapping("/reconciliation/{source}/{claim}")
  Page show(@PathVariable String source, @PathVariable String claim) {
    LocalDate today = LocalDate.now(clock);
    Evidence evidence =
        reconciliation
            .evidence(source, claim)
            .orElseThrow(() -> Faulty.of(Fault.UNKNOWN_SUBJECT, ""));
    Claim published = evidence.result().claim();
    List<Long> shown = evidence.facts().stream().limit(SHOWN).toList();
    return new Page(
        "claim",
        today,
        new Shown(
            evidence,
            regions
                .on(today)
                .node(published.region())
                .map(Node::name)
                .orElse(published.region().code()),
            evidence.facts().size(),
            ledger.journal().at(shown).stream().map(ClaimPage::counted).toList()));
  }

  private static Counted counted(StoredFact fact) {
    return new Counted(fact.position(), fact.type(), fact.stream());
  }
}
