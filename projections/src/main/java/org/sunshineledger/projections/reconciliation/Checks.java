package org.sunshineledger.projections.reconciliation;

import static java.util.stream.Collectors.toMap;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Evaluates checks. It needs the claims and nothing else: no fact of the ledger enters. */
final class Checks {

  private static final Pattern CLAIM = Pattern.compile("C\\d+");

  /** What a share is a share of stands last in its metric, in the plural. */
  private static final Map<String, String> COUNTED =
      Map.of("villages", "village", "households", "household", "persons", "person");

  private Checks() {}

  static CheckResult evaluate(Check check, Map<String, Claim> claims) {
    try {
      return switch (check.kind()) {
        case EQUAL, AT_MOST, AT_LEAST -> arithmetic(check, claims);
        case UNIT -> unit(check, claims);
        case ORDER -> order(check, claims);
      };
    } catch (IllegalArgumentException e) {
      // A relation that cannot be read does not hold, and says so; it may not end the page.
      return new CheckResult(check, false, null, null, null, String.valueOf(e.getMessage()));
    }
  }

  private static CheckResult arithmetic(Check check, Map<String, Claim> claims) {
    Map<String, BigDecimal> values =
        claims.entrySet().stream()
            .collect(toMap(Map.Entry::getKey, each -> each.getValue().value()));
    Relation.Outcome outcome = Relation.of(check.relation()).evaluate(values, check.tolerance());
    return new CheckResult(
        check,
        outcome.holds(),
        outcome.left(),
        outcome.right(),
        outcome.left().subtract(outcome.right()),
        outcome.sum());
  }

  /** All named claims must count the same thing. */
  private static CheckResult unit(Check check, Map<String, Claim> claims) {
    Set<String> counted = new TreeSet<>();
    List<String> spelled = new ArrayList<>();
    for (Claim claim : named(check, claims)) {
      counted.add(counted(claim));
      spelled.add(
          claim.unit().equals("percent")
              ? "%s: %s %% of %ss"
                  .formatted(claim.id(), Relation.plain(claim.value()), counted(claim))
              : "%s: %s %ss".formatted(claim.id(), Relation.plain(claim.value()), counted(claim)));
    }
    boolean holds = counted.size() <= 1;
    return new CheckResult(
        check, holds, null, null, null, String.join(holds ? " = " : " ≠ ", spelled));
  }

  private static String counted(Claim claim) {
    if (!claim.unit().equals("percent")) return claim.unit();
    String metric = claim.metric();
    String last = metric.substring(metric.lastIndexOf('.') + 1);
    String noun = last.substring(last.lastIndexOf('_') + 1);
    return COUNTED.getOrDefault(noun, noun);
  }

  /** Several claims to be the first: only the earliest can be. */
  private static CheckResult order(Check check, Map<String, Claim> claims) {
    List<Claim> byDay =
        named(check, claims).stream().sorted(Comparator.comparing(Claim::asOf)).toList();
    boolean holds = byDay.stream().map(Claim::asOf).distinct().count() <= 1;
    return new CheckResult(
        check,
        holds,
        null,
        null,
        null,
        String.join(
            holds ? " = " : " < ",
            byDay.stream().map(claim -> claim.id() + ": " + claim.asOf()).toList()));
  }

  private static List<Claim> named(Check check, Map<String, Claim> claims) {
    List<Claim> named = new ArrayList<>();
    Matcher id = CLAIM.matcher(check.relation());
    while (id.find()) {
      @Nullable Claim claim = claims.get(id.group());
      if (claim == null) throw new IllegalArgumentException("no claim is called " + id.group());
      named.add(claim);
    }
    if (named.size() < 2) throw new IllegalArgumentException("names no claims to compare");
    return named;
  }
}
