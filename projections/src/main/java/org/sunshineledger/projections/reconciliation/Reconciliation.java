package org.sunshineledger.projections.reconciliation;

import static java.util.Comparator.comparing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.supervision.ClaimKind;
import org.sunshineledger.ledger.supervision.ClaimOperator;
import org.sunshineledger.projections.money.MoneyQuery;
import org.sunshineledger.projections.mutualaid.MutualAidQuery;
import org.sunshineledger.projections.progress.ProgressQuery;
import org.sunshineledger.projections.progress.TargetFigure;
import org.sunshineledger.projections.progress.Targets;
import org.sunshineledger.projections.reconciliation.Measures.Measured;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.responsibility.Responsibility;
import org.sunshineledger.projections.view.Folded;
import org.sunshineledger.projections.view.Rows;

/** Holds every published figure against the facts, and the figures against each other. */
public final class Reconciliation {

  /**
   * How far a figure given as "about" may be from the replayed one, as a share of the published
   * one. No rule says; a tenth is what the article itself does when it rounds 837 up to "nearly a
   * thousand" at the worst, and no more.
   */
  static final BigDecimal ABOUT = new BigDecimal("0.1");

  /** While the ledger is loading, a report is good for this long. */
  private static final Duration KEPT = Duration.ofSeconds(3);

  private final Rows<String, Published> rows;
  private final Regions regions;
  private final ProgressQuery progress;
  private final MoneyQuery money;
  private final MutualAidQuery mutualAid;
  private final Responsibility responsibility;
  private final LongSupplier folded;
  private final Clock clock;
  private @Nullable Report kept;
  private Instant keptSince = Instant.EPOCH;

  public Reconciliation(
      Rows<String, Published> rows,
      Regions regions,
      ProgressQuery progress,
      MoneyQuery money,
      MutualAidQuery mutualAid,
      Responsibility responsibility,
      LongSupplier folded,
      Clock clock) {
    this.rows = rows;
    this.regions = regions;
    this.progress = progress;
    this.money = money;
    this.mutualAid = mutualAid;
    this.responsibility = responsibility;
    this.folded = folded;
    this.clock = clock;
  }

  public synchronized Report report() {
    Report last = kept;
    long now = folded.getAsLong();
    if (last != null
        && (last.folded() == now
            || Duration.between(keptSince, clock.instant()).compareTo(KEPT) < 0)) return last;
    Report fresh = make(now);
    kept = fresh;
    keptSince = clock.instant();
    return fresh;
  }

  private Report make(long now) {
    Map<String, Claim> claims = new TreeMap<>();
    List<Check> checks = new ArrayList<>();
    Map<RegionCode, List<Published.Issued>> policies = new HashMap<>();
    for (Folded<Published> row : rows.startingWith("")) {
      @Nullable Published published = row.row();
      if (published == null) continue;
      Claim claim = published.claim();
      if (claim != null) claims.put(claim.id(), claim);
      Check check = published.check();
      if (check != null) checks.add(check);
      if (!published.policies().isEmpty())
        policies.put(
            new RegionCode(row.key().substring(ReconciliationView.POLICIES.length())),
            published.policies());
    }
    Measures measures = new Measures(regions, progress, money, mutualAid, responsibility, policies);
    return new Report(
        checks.stream()
            .map(check -> Checks.evaluate(check, claims))
            .sorted(comparing(CheckResult::holds).thenComparing(result -> result.check().id()))
            .toList(),
        claims.values().stream().map(claim -> judge(claim, measures.measure(claim))).toList(),
        now,
        regions.on(LocalDate.now(clock)).roots().stream()
            .map(Node::code)
            .map(root -> progress.historyReaches(root, LocalDate.now(clock)))
            .flatMap(Optional::stream)
            .max(LocalDate::compareTo)
            .orElse(null));
  }

  private ClaimResult judge(Claim claim, Measured measured) {
    BigDecimal value = measured.value();
    if (value == null)
      return new ClaimResult(
          claim,
          null,
          null,
          Verdict.NOT_REPLAYABLE,
          measured.reason(),
          measured.reason().chinese(),
          false);
    BigDecimal difference = value.subtract(claim.value());
    boolean agrees = agrees(claim, value);
    if (!agrees && claim.kind() == ClaimKind.TARGET && !dayIsRecorded(claim))
      return new ClaimResult(
          claim,
          value,
          difference,
          Verdict.NOT_REPLAYABLE,
          Reason.DAY_AHEAD,
          "目标日期 %s 在已录入的历史之后，至今重放得 %s".formatted(claim.asOf(), plain(value)),
          measured.synthetic());
    Verdict verdict =
        !agrees
            ? Verdict.CONTRADICTED
            : measured.synthetic() ? Verdict.BY_CONSTRUCTION : Verdict.CONSISTENT;
    return new ClaimResult(
        claim,
        value,
        difference,
        verdict,
        Reason.REPLAYED,
        "截至 %s 重放得 %s，公布 %s %s，差 %s"
            .formatted(
                claim.asOf(),
                plain(value),
                claim.operator().sign(),
                plain(claim.value()),
                plain(difference)),
        measured.synthetic());
  }

  static boolean agrees(Claim claim, BigDecimal replayed) {
    return agrees(claim.operator(), claim.value(), replayed);
  }

  static boolean agrees(ClaimOperator operator, BigDecimal published, BigDecimal replayed) {
    return switch (operator) {
      // A figure is as exact as it was published: 52.17 % was published as 52 %.
      case EQUAL ->
          replayed
                  .setScale(Math.max(0, published.scale()), RoundingMode.HALF_UP)
                  .compareTo(published)
              == 0;
      case ABOUT ->
          replayed.subtract(published).abs().compareTo(published.abs().multiply(ABOUT)) <= 0;
      case AT_LEAST -> replayed.compareTo(published) >= 0;
      case MORE_THAN -> replayed.compareTo(published) > 0;
    };
  }

  private boolean dayIsRecorded(Claim claim) {
    return progress
        .historyReaches(claim.region(), claim.asOf())
        .filter(last -> !last.isBefore(claim.asOf()))
        .isPresent();
  }

  private static String plain(BigDecimal value) {
    return Relation.plain(value);
  }

  /** The published goals of exits, from the claims of these rows. */
  public static Targets targets(Rows<String, Published> rows) {
    return (region, year) -> {
      @Nullable Claim persons = null;
      @Nullable Claim villages = null;
      for (Folded<Published> row : rows.startingWith(ReconciliationView.CLAIMS)) {
        @Nullable Published published = row.row();
        Claim claim = published == null ? null : published.claim();
        if (claim == null || !claim.region().equals(region)) continue;
        if (claim.metric().equals("persons.exit_target." + year)) persons = claim;
        if (claim.metric().equals("villages.exit_target." + year)) villages = claim;
      }
      @Nullable Claim first = persons == null ? villages : persons;
      return first == null
          ? Optional.empty()
          : Optional.of(
              new TargetFigure(
                  persons == null ? null : persons.value().longValueExact(),
                  villages == null ? null : villages.value().longValueExact(),
                  first.id(),
                  first.position()));
    };
  }
}
