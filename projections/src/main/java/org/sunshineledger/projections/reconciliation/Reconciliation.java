package org.sunshineledger.projections.reconciliation;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.supervision.ClaimKind;
import org.sunshineledger.ledger.supervision.ClaimUnit;
import org.sunshineledger.ledger.supervision.Quantity;
import org.sunshineledger.projections.money.MoneyQuery;
import org.sunshineledger.projections.mutualaid.MutualAidQuery;
import org.sunshineledger.projections.progress.ProgressQuery;
import org.sunshineledger.projections.progress.TargetFigure;
import org.sunshineledger.projections.progress.Targets;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.responsibility.Responsibility;
import org.sunshineledger.projections.view.Folded;
import org.sunshineledger.projections.view.Rows;

/** Holds every published figure against the facts, and the figures against each other. */
public final class Reconciliation {

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
  private @Nullable State kept;
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

  /** Everything of one state of the rows. */
  private record State(Books books, Measures measures, long folded, Map<String, Stand> stands) {}

  /**
   * How the figures of a source stand, and what was measured for each of them that was replayed.
   */
  private record Stand(Report report, Map<String, Measured> measured) {}

  /** Who published figures; the one whose facts came first stands first. */
  public synchronized List<Source> sources() {
    return state().books().sources();
  }

  /** The report on the source that was recorded first; an empty one before there is any. */
  public synchronized Report report() {
    List<Source> sources = sources();
    return sources.isEmpty()
        ? new Report(null, List.of(), List.of(), state().folded(), historyReaches())
        : report(sources.getFirst().id()).orElseThrow();
  }

  /** How the figures of a source stand; empty when it has published none. */
  public synchronized Optional<Report> report(String source) {
    return stand(source, stateWith(source)).map(Stand::report);
  }

  private Optional<Stand> stand(String source, State state) {
    Books.Book book = state.books().of(source);
    if (book == null) return Optional.empty();
    return Optional.of(state.stands().computeIfAbsent(source, _ -> make(source, book, state)));
  }

  /** What a source published, by id, withdrawn or not; empty when it is nothing. */
  public Optional<List<Claim>> claims(String source) {
    return Optional.ofNullable(Books.of(rows).of(source))
        .map(book ->
            Stream.concat(book.claims().values().stream(), book.withdrawn().values().stream())
                .sorted(comparing(Claim::id))
                .toList());
  }

  /** How the figures of a source relate to each other, of which no other fact is asked. */
  public Optional<List<CheckResult>> checks(String source) {
    return Optional.ofNullable(Books.of(rows).of(source))
        .map(book ->
            book.standingChecks().stream()
                .map(check -> Checks.evaluate(check, book.claims()))
                .toList());
  }

  /** Why one figure of a source stands as it does; empty when there is no such figure. */
  public synchronized Optional<Evidence> evidence(String source, String claim) {
    State state = stateWith(source);
    return stand(source, state)
        .flatMap(stand ->
            stand.report().claims().stream()
                .filter(result -> result.claim().id().equals(claim))
                .findFirst()
                .map(result -> evidence(result, stand, state)));
  }

  /** The facts are those of the report: today's rows may tell of more. */
  private static Evidence evidence(ClaimResult result, Stand stand, State state) {
    @Nullable Measured measured = stand.measured().get(result.claim().id());
    return new Evidence(
        result,
        state.measures().of(result.claim()).map(Measure::view).orElse(null),
        measured == null || measured.value() == null ? List.of() : measured.facts(),
        stand.report().checks().stream()
            .filter(check -> check.claims().contains(result.claim().id()))
            .toList());
  }

  /** A source that was not there a moment ago may be by now, and is not told to be missing. */
  private State stateWith(String source) {
    State last = state();
    if (last.books().of(source) != null || last.folded() == folded.getAsLong()) return last;
    kept = null;
    return state();
  }

  private State state() {
    State last = kept;
    long now = folded.getAsLong();
    if (last != null
        && (last.folded() == now
            || Duration.between(keptSince, clock.instant()).compareTo(KEPT) < 0)) return last;
    Books books = Books.of(rows);
    Measures measures =
        new Measures(regions, progress, money, mutualAid, responsibility, books.policies());
    State fresh = new State(books, measures, now, new HashMap<>());
    kept = fresh;
    keptSince = clock.instant();
    return fresh;
  }

  private Stand make(String source, Books.Book book, State state) {
    Map<String, Measured> measured = new HashMap<>();
    Report report =
        new Report(
            source,
            book.standingChecks().stream()
                .map(check -> Checks.evaluate(check, book.claims()))
                .sorted(comparing(CheckResult::holds).thenComparing(result -> result.check().id()))
                .toList(),
            Stream.concat(
                    book.claims().values().stream().map(claim -> judge(claim, state, measured)),
                    book.withdrawn().values().stream().map(Reconciliation::withdrawn))
                .sorted(comparing(result -> result.claim().id()))
                .toList(),
            state.folded(),
            historyReaches());
    return new Stand(report, measured);
  }

  private @Nullable LocalDate historyReaches() {
    LocalDate today = LocalDate.now(clock);
    return regions.on(today).roots().stream()
        .map(Node::code)
        .map(root -> progress.historyReaches(root, today))
        .flatMap(Optional::stream)
        .max(LocalDate::compareTo)
        .orElse(null);
  }

  private static ClaimResult withdrawn(Claim claim) {
    return new Draft(claim, List.of()).without(Reason.WITHDRAWN);
  }

  /**
   * @param kept takes what was measured for the claim
   */
  private ClaimResult judge(Claim claim, State state, Map<String, Measured> kept) {
    Draft draft = new Draft(claim, state.books().beside(claim));
    Optional<ClaimUnit> published = ClaimUnit.of(claim.unit());
    if (published.isEmpty())
      return draft.mismatch(Reason.UNKNOWN_UNIT, UnitMismatch.unknown(claim));
    Optional<Measure> measure = state.measures().of(claim);
    if (measure.isEmpty()) return draft.without(Reason.NOT_KEPT);
    // Before any figure is replayed: two numbers of different things may well be equal.
    ClaimUnit unit = measure.get().unit();
    if (!unit.measuresTheSameAs(published.get()))
      return draft.mismatch(
          Reason.OTHER_UNIT,
          new UnitMismatch(claim.id(), claim.unit(), claim.metric(), unit.toString()));

    Measured measured = measure.get().figure().replay();
    kept.put(claim.id(), measured);
    BigDecimal figure = measured.value();
    if (figure == null) return draft.without(measured.reason());
    BigDecimal value = unit.convert(figure, published.get());
    boolean agrees = Span.of(claim).holds(value);
    if (!agrees && claim.kind() == ClaimKind.TARGET && !dayIsRecorded(claim))
      return draft.ahead(value, measured.synthetic());
    Verdict verdict =
        !agrees
            ? Verdict.CONTRADICTED
            : measured.synthetic() ? Verdict.BY_CONSTRUCTION : Verdict.CONSISTENT;
    return draft.judged(value, verdict, measured.synthetic());
  }

  /** A claim on its way to a verdict. */
  private record Draft(Claim claim, List<Beside> beside) {

    ClaimResult without(Reason reason) {
      return new ClaimResult(
          claim, null, null, Verdict.NOT_REPLAYABLE, reason, reason.chinese(), false, null, beside);
    }

    ClaimResult mismatch(Reason reason, UnitMismatch units) {
      String other = units.otherUnit();
      return new ClaimResult(
          claim,
          null,
          null,
          Verdict.UNIT_MISMATCH,
          reason,
          other == null
              ? "公布的单位 %s 不是计量单位".formatted(units.unit())
              : "公布的单位是 %s，重放的单位是 %s，不能相比".formatted(units.unit(), other),
          false,
          units,
          beside);
    }

    ClaimResult ahead(BigDecimal value, boolean synthetic) {
      return new ClaimResult(
          claim,
          value,
          value.subtract(claim.value()),
          Verdict.NOT_REPLAYABLE,
          Reason.DAY_AHEAD,
          "目标日期 %s 在已录入的历史之后，至今重放得 %s".formatted(claim.asOf(), plain(value)),
          synthetic,
          null,
          beside);
    }

    ClaimResult judged(BigDecimal value, Verdict verdict, boolean synthetic) {
      BigDecimal difference = value.subtract(claim.value());
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
          synthetic,
          null,
          beside);
    }
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

  /**
   * The published goals of exits, from the claims of these rows. Where sources differ, the one
   * recorded first is meant; what is no whole number of persons or villages is no goal.
   */
  public static Targets targets(Rows<String, Published> rows) {
    return (region, year) -> {
      List<Claim> goals =
          rows.startingWith(ReconciliationView.CLAIMS).stream()
              .map(Folded::row)
              .filter(Objects::nonNull)
              .filter(published -> !published.withdrawn())
              .map(Published::claim)
              .filter(Objects::nonNull)
              .filter(claim -> claim.region().equals(region))
              .toList();
      Optional<Claim> persons = goal(goals, "persons.exit_target." + year, Quantity.PERSON);
      Optional<Claim> villages = goal(goals, "villages.exit_target." + year, Quantity.VILLAGE);
      return persons
          .or(() -> villages)
          .map(first ->
              new TargetFigure(
                  persons.map(Reconciliation::whole).orElse(null),
                  villages.map(Reconciliation::whole).orElse(null),
                  first.id(),
                  first.position()));
    };
  }

  private static Optional<Claim> goal(List<Claim> claims, String metric, Quantity counted) {
    return claims.stream()
        .filter(claim -> claim.metric().equals(metric))
        .filter(claim -> ClaimUnit.of(claim.unit()).equals(Optional.of(ClaimUnit.of(counted))))
        .filter(claim -> isWhole(claim.value()))
        .min(comparingLong(Claim::position));
  }

  private static boolean isWhole(BigDecimal value) {
    return value.signum() >= 0
        && value.stripTrailingZeros().scale() <= 0
        && value.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
  }

  private static long whole(Claim claim) {
    return claim.value().longValueExact();
  }
}
