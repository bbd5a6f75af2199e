package org.sunshineledger.projections.reconciliation;

import static java.util.stream.Collectors.toMap;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.sunshineledger.ledger.supervision.CheckKind;
import org.sunshineledger.projections.reconciliation.Understood.Illegible;
import org.sunshineledger.projections.reconciliation.Understood.MixedUnits;
import org.sunshineledger.projections.reconciliation.Understood.Sound;
import org.sunshineledger.projections.reconciliation.Understood.UnknownClaim;

/** Evaluates checks. It needs the claims and nothing else: no fact of the ledger enters. */
public final class Checks {

  private static final Pattern CLAIM = Pattern.compile("\\bC\\d+\\b");

  private Checks() {}

  /**
   * @param claims of the check's source, by their ids
   */
  static CheckResult evaluate(Check check, Map<String, Claim> claims) {
    return judge(check, claims)
        .naming(named(check.relation()).stream().distinct().filter(claims::containsKey).toList());
  }

  private static CheckResult judge(Check check, Map<String, Claim> claims) {
    return switch (understand(check.kind(), check.relation(), claims)) {
      // A relation that cannot be read does not hold, and says so; it may not end the page.
      case Illegible it -> CheckResult.failing(check, it.why());
      case UnknownClaim it -> CheckResult.failing(check, "no claim is called " + it.id());
      case MixedUnits it -> CheckResult.mixing(check, it.units().spelled(), it.units());
      case Sound it ->
          switch (check.kind()) {
            case EQUAL, AT_MOST, AT_LEAST -> arithmetic(check, it, claims);
            case UNIT -> unit(check, claims);
            case ORDER -> order(check, claims);
          };
    };
  }

  /** What an expression says, and whether its units go together; its figures are not looked at. */
  public static Understood understand(
      CheckKind kind, String expression, Map<String, Claim> claims) {
    return switch (kind) {
      case EQUAL, AT_MOST, AT_LEAST -> relation(expression, claims);
      // Whether units go together is what a UNIT check itself asks.
      case UNIT, ORDER -> comparison(expression, claims);
    };
  }

  private static Understood relation(String expression, Map<String, Claim> claims) {
    Relation relation;
    try {
      relation = Relation.of(expression);
    } catch (IllegalArgumentException e) {
      return new Illegible(String.valueOf(e.getMessage()));
    }
    Optional<String> unknown = unknown(relation.claims(), claims);
    if (unknown.isPresent()) return new UnknownClaim(unknown.get());
    RelationUnits.Judged units = RelationUnits.judge(relation, claims);
    UnitMismatch mismatch = units.mismatch();
    return mismatch == null
        ? new Sound(relation.toString(), units.readings())
        : new MixedUnits(mismatch);
  }

  private static Understood comparison(String expression, Map<String, Claim> claims) {
    List<String> named = named(expression);
    if (named.size() < 2) return new Illegible("names no claims to compare");
    return unknown(named, claims)
        .<Understood>map(UnknownClaim::new)
        .orElseGet(() -> new Sound(String.join(", ", named), List.of()));
  }

  private static Optional<String> unknown(List<String> named, Map<String, Claim> claims) {
    return named.stream().filter(id -> !claims.containsKey(id)).findFirst();
  }

  static List<String> named(String expression) {
    return CLAIM.matcher(expression).results().map(MatchResult::group).toList();
  }

  private static List<Claim> claims(Check check, Map<String, Claim> claims) {
    return named(check.relation()).stream()
        .map(id -> Objects.requireNonNull(claims.get(id), id))
        .toList();
  }

  private static CheckResult arithmetic(Check check, Sound sound, Map<String, Claim> claims) {
    Map<String, BigDecimal> values =
        claims.values().stream().collect(toMap(Claim::id, Claim::value));
    Relation.Outcome outcome = Relation.of(check.relation()).evaluate(values, check.tolerance());
    return new CheckResult(
        check,
        outcome.holds(),
        outcome.left(),
        outcome.right(),
        outcome.left().subtract(outcome.right()),
        outcome.sum(),
        null,
        sound.readings(),
        List.of());
  }

  /** All named claims must count the same thing. */
  private static CheckResult unit(Check check, Map<String, Claim> all) {
    List<Claim> claims = claims(check, all);
    Claim first = claims.getFirst();
    Optional<Claim> other =
        claims.stream()
            .filter(claim -> !Counted.thing(claim).equals(Counted.thing(first)))
            .findFirst();
    String sum = spelled(claims, other.isEmpty() ? " = " : " ≠ ", Checks::figure);
    if (other.isEmpty()) return CheckResult.holding(check, sum);
    return CheckResult.mixing(
        check,
        sum,
        new UnitMismatch(
            first.id(), Counted.thing(first), other.get().id(), Counted.thing(other.get())));
  }

  private static String figure(Claim claim) {
    return "%s %s%ss"
        .formatted(
            Relation.plain(claim.value()),
            Counted.isShare(claim) ? "% of " : "",
            Counted.thing(claim));
  }

  /** Several claims to be the first: only the earliest can be. */
  private static CheckResult order(Check check, Map<String, Claim> all) {
    List<Claim> byDay =
        claims(check, all).stream().sorted(Comparator.comparing(Claim::asOf)).toList();
    boolean holds = byDay.stream().map(Claim::asOf).distinct().count() <= 1;
    String sum = spelled(byDay, holds ? " = " : " < ", claim -> claim.asOf().toString());
    return holds ? CheckResult.holding(check, sum) : CheckResult.failing(check, sum);
  }

  private static String spelled(List<Claim> claims, String sign, Function<Claim, String> what) {
    return String.join(
        sign, claims.stream().map(claim -> claim.id() + ": " + what.apply(claim)).toList());
  }
}
