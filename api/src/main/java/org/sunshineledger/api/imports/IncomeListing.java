package org.sunshineledger.api.imports;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.household.HouseholdOrder.SurveyIncome;
import org.sunshineledger.ledger.household.IncomeKind;
import org.sunshineledger.ledger.household.IncomePart;

/** 收入调查表: a row for each household and year, a column for each part of the income. */
record IncomeListing() implements Listing {

  private static final Column HOUSEHOLD =
      Column.required("household", "户编号", "4101850010010001", "建档立卡编号", "贫困户编号");
  private static final Column YEAR = Column.required("year", "年度", "2016", "调查年度", "收入年度");
  private static final Column SURVEYORS =
      Column.required("surveyors", "调查人", "BF-1", "调查人编号", "入户调查人");

  private static final Map<IncomeKind, Column> PARTS = parts();

  private static Map<IncomeKind, Column> parts() {
    Map<IncomeKind, Column> parts = new LinkedHashMap<>();
    parts.put(IncomeKind.WAGES, part("wages", "工资性收入", "务工收入"));
    parts.put(IncomeKind.FARMING, part("farming", "种植收入", "种植业收入"));
    parts.put(IncomeKind.LIVESTOCK, part("livestock", "养殖收入", "养殖业收入"));
    parts.put(IncomeKind.TRANSFERS, part("transfers", "转移性收入", "政策性收入"));
    parts.put(IncomeKind.PROPERTY, part("property", "财产性收入"));
    parts.put(IncomeKind.OTHER, part("other", "其他收入"));
    parts.put(IncomeKind.PRODUCTION_COST, part("productionCost", "生产经营支出", "生产性支出"));
    parts.put(IncomeKind.EXPECTED, part("expected", "预期收益"));
    return parts;
  }

  private static Column part(String field, String heading, String... alsoCalled) {
    return Column.optional(field, heading, "12000.00", alsoCalled);
  }

  @Override
  public List<Column> columns() {
    return Stream.of(Stream.of(HOUSEHOLD, YEAR), PARTS.values().stream(), Stream.of(SURVEYORS, DAY))
        .flatMap(each -> each)
        .toList();
  }

  @Override
  public @Nullable String about(Cells row) {
    HouseholdId household = row.code(HOUSEHOLD, HouseholdId::new);
    Integer year = row.year(YEAR);
    return household == null || year == null ? null : household + " " + year;
  }

  @Override
  public int mostTogether() {
    return 1;
  }

  @Override
  public @Nullable Order order(List<Cells> rows) {
    Cells row = rows.getFirst();
    HouseholdId household = row.code(HOUSEHOLD, HouseholdId::new);
    Integer year = row.year(YEAR);
    List<OfficerId> surveyors = row.codes(SURVEYORS, OfficerId::new);
    List<IncomePart> parts = new ArrayList<>();
    PARTS.forEach((kind, column) -> {
      if (!row.has(column)) return;
      Money amount = row.yuan(column);
      if (amount != null && amount.fen() != 0)
        parts.add(new IncomePart(kind, signed(kind, amount)));
    });
    if (!row.isSound()) return null;
    return new SurveyIncome(
        requireNonNull(household), requireNonNull(year), parts, requireNonNull(surveyors));
  }

  /** Costs are taken off, whether the form writes them with a minus or not. */
  private static Money signed(IncomeKind kind, Money amount) {
    return kind == IncomeKind.PRODUCTION_COST ? new Money(-Math.abs(amount.fen())) : amount;
  }
}
