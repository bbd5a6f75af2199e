package org.sunshineledger.projections.reconciliation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.policy.PolicyEvent.PolicyIssued;
import org.sunshineledger.ledger.supervision.ClaimEvent;
import org.sunshineledger.ledger.supervision.ClaimEvent.ClaimCheckRecorded;
import org.sunshineledger.ledger.supervision.ClaimEvent.ClaimRecorded;
import org.sunshineledger.projections.view.View;

/** What was published, and how should the figures relate? */
public final class ReconciliationView implements View<String, Published> {

  static final String CLAIMS = "claim/";
  static final String CHECKS = "check/";
  static final String POLICIES = "policy/";

  private static final String POLICY_ISSUED = "policy.policy-issued.v1";

  @Override
  public String name() {
    return "reconciliation";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public boolean reads(String type) {
    return type.startsWith("claim.") || type.equals(POLICY_ISSUED);
  }

  @Override
  public Stream<String> keys(Fact fact) {
    return switch (fact.event()) {
      case ClaimEvent event -> Stream.of(key(event));
      case PolicyIssued it -> Stream.of(POLICIES + it.region());
      default -> Stream.empty();
    };
  }

  private static String key(ClaimEvent event) {
    return switch (event) {
      case ClaimRecorded it -> CLAIMS + it.source() + "/" + it.claim();
      case ClaimCheckRecorded it -> CHECKS + it.source() + "/" + it.check();
    };
  }

  @Override
  public @Nullable Published fold(@Nullable Published row, String key, Fact fact) {
    return switch (fact.event()) {
      case ClaimEvent event -> claim(fact, event);
      case PolicyIssued it -> {
        List<Published.Issued> policies =
            row == null ? new ArrayList<>() : new ArrayList<>(row.policies());
        policies.add(
            new Published.Issued(
                fact.occurredOn(), it.policy(), it.sector(), fact.position(), fact.isSynthetic()));
        yield new Published(null, null, policies);
      }
      default -> row;
    };
  }

  /** A figure that is recorded again replaces the one before; both stay in the trail. */
  private static Published claim(Fact fact, ClaimEvent event) {
    return switch (event) {
      case ClaimRecorded it -> new Published(Claim.of(it, fact.position()), null, List.of());
      case ClaimCheckRecorded it ->
          new Published(
              null,
              new Check(
                  it.source(),
                  it.check(),
                  it.kind(),
                  it.relation(),
                  it.tolerance(),
                  it.rationale(),
                  fact.position()),
              List.of());
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
