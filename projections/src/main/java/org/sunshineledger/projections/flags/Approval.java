package org.sunshineledger.projections.flags;

import java.time.LocalDate;
import java.util.Optional;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.OverrideReason;
import org.sunshineledger.ledger.fund.FundEvent;
import org.sunshineledger.ledger.household.HouseholdEvent;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent;
import org.sunshineledger.ledger.notice.NoticeEvent;
import org.sunshineledger.ledger.payment.PaymentEvent;
import org.sunshineledger.ledger.project.ProjectEvent;
import org.sunshineledger.ledger.supervision.AuditEvent;
import org.sunshineledger.ledger.supervision.LeadEvent;
import org.sunshineledger.ledger.village.VillageEvent;

/**
 * 特批: who let a rule be broken, and why. It stands on the stream of the fact that it let pass,
 * right after it.
 */
public record Approval(
    long position,
    String stream,
    long sequence,
    LocalDate occurredOn,
    String rule,
    OfficerId authority,
    OverrideReason reason) {

  /** Empty for any other fact. */
  public static Optional<Approval> of(Fact fact) {
    return switch (fact.event()) {
      case HouseholdEvent.RuleOverridden it -> of(fact, it.rule(), it.authority(), it.reason());
      case VillageEvent.RuleOverridden it -> of(fact, it.rule(), it.authority(), it.reason());
      case NoticeEvent.RuleOverridden it -> of(fact, it.rule(), it.authority(), it.reason());
      case PaymentEvent.RuleOverridden it -> of(fact, it.rule(), it.authority(), it.reason());
      case ProjectEvent.RuleOverridden it -> of(fact, it.rule(), it.authority(), it.reason());
      case FundEvent.RuleOverridden it -> of(fact, it.rule(), it.authority(), it.reason());
      case MutualAidEvent.RuleOverridden it -> of(fact, it.rule(), it.authority(), it.reason());
      case LeadEvent.RuleOverridden it -> of(fact, it.rule(), it.authority(), it.reason());
      case AuditEvent.RuleOverridden it -> of(fact, it.rule(), it.authority(), it.reason());
      default -> Optional.empty();
    };
  }

  private static Optional<Approval> of(
      Fact fact, String rule, OfficerId authority, OverrideReason reason) {
    return Optional.of(
        new Approval(
            fact.position(),
            fact.stream(),
            fact.sequence(),
            fact.occurredOn(),
            rule,
            authority,
            reason));
  }

  /** Whether this may be the approval of the flag: the rule it broke, on its stream, after it. */
  boolean mayBeOf(Flag flag) {
    return stream.equals(flag.stream())
        && sequence > flag.sequence()
        && flag.rules().contains(rule);
  }
}
