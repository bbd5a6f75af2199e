package org.sunshineledger.projections.reconciliation;

import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.policy.PolicyEvent.PolicyIssued;
import org.sunshineledger.ledger.policy.PolicyEvent.PolicySuperseded;
import org.sunshineledger.ledger.supervision.ClaimEvent;
import org.sunshineledger.ledger.supervision.ClaimEvent.ClaimCheckRecorded;
import org.sunshineledger.ledger.supervision.ClaimEvent.ClaimRecorded;
import org.sunshineledger.ledger.supervision.ClaimEvent.ClaimWithdrawn;
import org.sunshineledger.projections.view.View;

/** What was published, and how should the figures relate? */
public final class ReconciliationView implements View<String, Published> {

  static final String CLAIMS = "claim/";
  static final String CHECKS = "check/";
  static final String POLICIES = "policy/";

  private static final Set<String> OF_POLICIES =
      Set.of("policy.policy-issued.v1", "policy.policy-superseded.v1");

  @Override
  public String name() {
    return "reconciliation";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public boolean reads(String type) {
    return type.startsWith("claim.") || OF_POLICIES.contains(type);
  }

  @Override
  public Stream<String> keys(Fact fact) {
    return switch (fact.event()) {
      case ClaimEvent event -> Stream.of(key(event));
      case PolicyIssued it -> Stream.of(POLICIES + it.region());
      case PolicySuperseded it -> Stream.of(POLICIES + it.region());
      default -> Stream.empty();
    };
  }

  private static String key(ClaimEvent event) {
    return switch (event) {
      case ClaimRecorded it -> CLAIMS + it.source() + "/" + it.claim();
      case ClaimWithdrawn it -> CLAIMS + it.source() + "/" + it.claim();
      case ClaimCheckRecorded it -> CHECKS + it.source() + "/" + it.check();
    };
  }

  @Override
  public @Nullable Published fold(@Nullable Published row, String key, Fact fact) {
    Published before = row == null ? Published.NOTHING : row;
    return switch (fact.event()) {
      case ClaimEvent event -> claim(before, fact, event);
      case PolicyIssued it ->
          before.with(
              new Published.Issued(
                  fact.occurredOn(),
                  it.policy(),
                  it.sector(),
                  fact.position(),
                  fact.isSynthetic()));
      case PolicySuperseded it ->
          before.with(new Published.Superseded(fact.occurredOn(), it.policy(), fact.position()));
      default -> row;
    };
  }

  /** A figure that is recorded again replaces the one before; both stay in the trail. */
  private static Published claim(Published before, Fact fact, ClaimEvent event) {
    return switch (event) {
      case ClaimRecorded it -> Published.of(Claim.of(it, fact.position()));
      case ClaimWithdrawn _ -> before.asWithdrawn();
      case ClaimCheckRecorded it ->
          Published.of(
              new Check(
                  it.source(),
                  it.check(),
                  it.kind(),
                  it.relation(),
                  it.tolerance(),
                  it.rationale(),
                  fact.position()));
    };
  }

  @Override
  public String text(String key) {
    return key;
  }

  @Override
  public String key(String text) {
    return text;
  }

  @Override
  public Class<Published> rowType() {
    return Published.class;
  }
}
