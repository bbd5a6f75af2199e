package org.sunshineledger.api.imports;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.api.web.PlainText;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.supervision.CheckKind;
import org.sunshineledger.ledger.supervision.ClaimKind;
import org.sunshineledger.ledger.supervision.ClaimOperator;
import org.sunshineledger.ledger.supervision.ClaimOrder;
import org.sunshineledger.ledger.supervision.ClaimOrder.RecordClaim;
import org.sunshineledger.ledger.supervision.ClaimOrder.RecordClaimCheck;
import org.sunshineledger.ledger.supervision.ClaimUnit;
import org.sunshineledger.projections.reconciliation.Checks;
import org.sunshineledger.projections.reconciliation.Claim;
import org.sunshineledger.projections.reconciliation.Understood;
import org.sunshineledger.projections.reconciliation.UnitMismatch;

/** Reads the lines of a file of claims or of checks into orders, and says what is wrong in them. */
final class ClaimsFile {

  /** What a file holds; its header says which. */
  enum Kind {
    CLAIMS,
    CHECKS;

    List<String> columns() {
      return switch (this) {
        case CLAIMS ->
            List.of("id", "region", "metric", "unit", "kind", "as_of", "op", "value", NOTE);
        case CHECKS -> List.of("id", "kind", "expression", "tolerance", "source", NOTE);
      };
    }

    String header() {
      return String.join(",", columns());
    }

    static Optional<Kind> of(List<String> header) {
      return Arrays.stream(values()).filter(kind -> kind.columns().equals(header)).findFirst();
    }
  }

  /** What the ledger knows that a line must agree with. */
  interface Known {

    /** Ids of claims and of checks that the source has in the ledger. */
    Set<String> recorded();

    Map<String, Claim> claims();

    boolean isRegion(RegionCode region);

    boolean isYours(RegionCode region);
  }

  /** What is wrong with a line: the code, and what its text names. */
  record Flawed(Spot.Line at, ClaimFlaw code, List<String> arguments) {}

  /** What was read: an order for each line that is sound. */
  record Read(Kind kind, int lines, List<ClaimOrder> orders, List<Flawed> flaws) {}

  /** The only column that may be empty. It is free text, and is not even looked at. */
  private static final String NOTE = "note";

  private static final int LONGEST_EXPRESSION = 500;
  private static final int LONGEST_WORD = 80;

  private static final Pattern CLAIM_ID = Pattern.compile("C\\d{1,6}");
  private static final Pattern CHECK_ID = Pattern.compile("K\\d{1,6}");
  private static final Pattern METRIC = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*");
  private static final Pattern RATIONALE = Pattern.compile("[a-z][a-z_]*(:[a-z0-9_.]+)?");

  /** Shorter than any number of a person, and longer than any published figure. */
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,6})?");

  private static final Pattern DAY = Pattern.compile("(19|20)\\d\\d-\\d\\d-\\d\\d");

  private final String source;
  private final Known known;
  private final Kind kind;
  private final List<ClaimOrder> orders = new ArrayList<>();
  private final List<Flawed> flaws = new ArrayList<>();
  private final Map<String, Long> lineOfId = new HashMap<>();

  private ClaimsFile(String source, Known known, Kind kind) {
    this.source = source;
    this.known = known;
    this.kind = kind;
  }

  static Read read(Kind kind, List<CsvFile.Line> lines, String source, Known known) {
    ClaimsFile file = new ClaimsFile(source, known, kind);
    for (CsvFile.Line line : lines) file.line(line);
    return new Read(kind, lines.size(), List.copyOf(file.orders), List.copyOf(file.flaws));
  }

  private void line(CsvFile.Line line) {
    int columns = kind.columns().size();
    if (line.cells().size() != columns) {
      flaws.add(
          new Flawed(
              new Spot.Line(line.number(), null),
              ClaimFlaw.COLUMNS_DIFFER,
              List.of(String.valueOf(columns))));
      return;
    }
    int before = flaws.size();
    ClaimOrder order =
        switch (kind) {
          case CLAIMS -> claim(new Cells(line));
          case CHECKS -> check(new Cells(line));
        };
    if (order != null && flaws.size() == before) orders.add(order);
  }

  private @Nullable ClaimOrder claim(Cells cells) {
    String id = cells.id(CLAIM_ID, "C001");
    RegionCode region = cells.region();
    String metric = cells.word("metric", METRIC, ClaimFlaw.METRIC_IRREGULAR);
    String unit = cells.unit();
    ClaimKind claimed = cells.constant("kind", ClaimKind.class);
    LocalDate asOf = cells.day("as_of");
    ClaimOperator operator = cells.operator();
    BigDecimal value = cells.number("value");
    // What is missing has been told.
    return id == null
            || region == null
            || metric == null
            || unit == null
            || claimed == null
            || asOf == null
            || operator == null
            || value == null
        ? null
        : new RecordClaim(source, id, region, metric, unit, claimed, asOf, operator, value);
  }

  private @Nullable ClaimOrder check(Cells cells) {
    String id = cells.id(CHECK_ID, "K01");
    CheckKind asked = cells.constant("kind", CheckKind.class);
    String relation = asked == null ? null : cells.relation(asked);
    BigDecimal tolerance = cells.tolerance();
    String rationale = cells.word("source", RATIONALE, ClaimFlaw.RATIONALE_IRREGULAR);
    return id == null || asked == null || relation == null || tolerance == null || rationale == null
        ? null
        : new RecordClaimCheck(source, id, asked, relation, tolerance, rationale);
  }

  /** The cells of one line; each gives its value, or null once it is told what is wrong with it. */
  private final class Cells {

    private final CsvFile.Line line;

    Cells(CsvFile.Line line) {
      this.line = line;
    }

    private void flawed(String column, ClaimFlaw code, String... arguments) {
      flaws.add(new Flawed(new Spot.Line(line.number(), column), code, List.of(arguments)));
    }

    private @Nullable String cell(String column) {
      String text = line.cells().get(kind.columns().indexOf(column));
      if (!text.isEmpty()) return text;
      flawed(column, ClaimFlaw.CELL_EMPTY);
      return null;
    }

    private <T> @Nullable T cell(
        String column,
        Function<String, Optional<T>> reading,
        ClaimFlaw otherwise,
        String... arguments) {
      String text = cell(column);
      if (text == null) return null;
      Optional<T> value = reading.apply(text);
      if (value.isEmpty()) flawed(column, otherwise, arguments);
      return value.orElse(null);
    }

    @Nullable String id(Pattern form, String example) {
      String id =
          cell(
              "id",
              text -> Optional.of(text).filter(form.asMatchPredicate()),
              ClaimFlaw.ID_IRREGULAR,
              example);
      if (id == null) return null;
      Long earlier = lineOfId.putIfAbsent(id, line.number());
      if (earlier != null) flawed("id", ClaimFlaw.ID_TWICE, id, String.valueOf(earlier));
      else if (known.recorded().contains(id)) flawed("id", ClaimFlaw.RECORDED_ALREADY, id);
      return id;
    }

    @Nullable RegionCode region() {
      RegionCode region =
          cell(
              "region",
              text -> Optional.of(text).filter(RegionCode::isCode).map(RegionCode::new),
              ClaimFlaw.REGION_CODE_IRREGULAR);
      if (region == null) return null;
      if (!known.isRegion(region)) flawed("region", ClaimFlaw.REGION_UNKNOWN, region.code());
      else if (!known.isYours(region))
        flawed("region", ClaimFlaw.REGION_OUTSIDE_YOURS, region.code());
      return region;
    }

    /** Words of a fixed form only: what is recorded stays for ever and is public. */
    @Nullable String word(String column, Pattern form, ClaimFlaw otherwise) {
      return cell(
          column,
          text ->
              Optional.of(text)
                  .filter(form.asMatchPredicate())
                  .filter(word -> word.length() <= LONGEST_WORD && !PlainText.holdsIdNumber(word)),
          otherwise);
    }

    @Nullable String unit() {
      return cell(
          "unit",
          text -> ClaimUnit.of(text).map(_ -> text),
          ClaimFlaw.UNIT_UNKNOWN,
          String.join(" ", ClaimUnit.known()));
    }

    <E extends Enum<E>> @Nullable E constant(String column, Class<E> type) {
      EnumSet<E> constants = EnumSet.allOf(type);
      return cell(
          column,
          text -> constants.stream().filter(each -> each.name().equals(text)).findFirst(),
          ClaimFlaw.KIND_UNKNOWN,
          constants.stream().map(Enum::name).collect(joining(" ")));
    }

    @Nullable LocalDate day(String column) {
      return cell(column, ClaimsFile::day, ClaimFlaw.DAY_IRREGULAR);
    }

    @Nullable ClaimOperator operator() {
      return cell(
          "op",
          text ->
              Arrays.stream(ClaimOperator.values())
                  .filter(operator -> operator.sign().equals(text))
                  .findFirst(),
          ClaimFlaw.OPERATOR_UNKNOWN);
    }

    @Nullable BigDecimal number(String column) {
      return cell(
          column,
          text -> Optional.of(text).filter(NUMBER.asMatchPredicate()).map(BigDecimal::new),
          ClaimFlaw.NUMBER_IRREGULAR);
    }

    @Nullable BigDecimal tolerance() {
      return cell(
          "tolerance",
          text ->
              Optional.of(text)
                  .filter(NUMBER.asMatchPredicate())
                  .map(BigDecimal::new)
                  .filter(number -> number.signum() >= 0),
          ClaimFlaw.NUMBER_IRREGULAR);
    }

    @Nullable String relation(CheckKind asked) {
      String column = "expression";
      String expression =
          cell(
              column,
              text ->
                  Optional.of(text)
                      .filter(it -> it.length() <= LONGEST_EXPRESSION)
                      .filter(it -> !PlainText.holdsIdNumber(it)),
              ClaimFlaw.EXPRESSION_IRREGULAR);
      if (expression == null) return null;
      switch (Checks.understand(asked, expression, known.claims())) {
        case Understood.Sound it -> {
          return it.relation();
        }
        case Understood.Illegible _ -> flawed(column, ClaimFlaw.EXPRESSION_IRREGULAR);
        case Understood.UnknownClaim it -> flawed(column, ClaimFlaw.CLAIM_UNKNOWN, it.id());
        case Understood.MixedUnits it -> mixed(column, it.units());
      }
      return null;
    }

    private void mixed(String column, UnitMismatch units) {
      String otherTerm = units.otherTerm();
      String otherUnit = units.otherUnit();
      if (otherTerm == null || otherUnit == null)
        flawed(column, ClaimFlaw.CLAIM_UNIT_UNKNOWN, units.term(), units.unit());
      else flawed(column, ClaimFlaw.UNITS_MIXED, units.term(), units.unit(), otherTerm, otherUnit);
    }
  }

  private static Optional<LocalDate> day(String text) {
    if (!DAY.matcher(text).matches()) return Optional.empty();
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
