package org.sunshineledger.projections.reconciliation;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.policy.PolicyId;
import org.sunshineledger.ledger.policy.Sector;

/**
 * A claim, a check, or the policies of one region: one of the three in each row.
 *
 * @param superseded which of the policies are in force no more, from when on
 * @param withdrawn whether the claim is held against the facts no more
 */
public record Published(
    @Nullable Claim claim,
    @Nullable Check check,
    List<Issued> policies,
    List<Superseded> superseded,
    boolean withdrawn) {

  static final Published NOTHING = new Published(null, null, List.of(), List.of(), false);

  public Published {
    policies = List.copyOf(policies);
    superseded = List.copyOf(superseded);
  }

  static Published of(Claim claim) {
    return new Published(claim, null, List.of(), List.of(), false);
  }

  static Published of(Check check) {
    return new Published(null, check, List.of(), List.of(), false);
  }

  Published with(Issued policy) {
    return new Published(claim, check, and(policies, policy), superseded, withdrawn);
  }

  Published with(Superseded policy) {
    return new Published(claim, check, policies, and(superseded, policy), withdrawn);
  }

  Published asWithdrawn() {
    return new Published(claim, check, policies, superseded, true);
  }

  private static <T> List<T> and(List<T> list, T item) {
    List<T> longer = new ArrayList<>(list);
    longer.add(item);
    return longer;
  }

  /** The policies that are in force on the day. */
  List<Issued> inForce(LocalDate day) {
    Set<PolicyId> ended =
        superseded.stream()
            .filter(each -> !each.on().isAfter(day))
            .map(Superseded::policy)
            .collect(toUnmodifiableSet());
    return policies.stream()
        .filter(issued -> !issued.on().isAfter(day) && !ended.contains(issued.policy()))
        .toList();
  }

  /** From this day on it is in force no more. */
  public record Superseded(LocalDate on, PolicyId policy, long position) {}

  /** A policy document of the region. */
  public record Issued(
      LocalDate on, PolicyId policy, Sector sector, long position, boolean synthetic) {}
}
