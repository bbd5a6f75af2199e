package org.sunshineledger.api.imports;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.household.CrossCheckHit;
import org.sunshineledger.ledger.household.CrossCheckSource;
import org.sunshineledger.ledger.household.HitId;
import org.sunshineledger.ledger.household.HouseholdOrder.CrossCheck;
import org.sunshineledger.ledger.rules.ExclusionSignals.Signal;

/**
 * 数据比对结果: a row for each hit, those of a household below each other; a household without a hit has
 * one row, in which no signal stands.
 */
record CrossCheckListing() implements Listing {

  private static final Column HOUSEHOLD =
      Column.required("household", "户编号", "4101850010010001", "建档立卡编号", "贫困户编号");
  private static final Column SOURCES =
      Column.required("sources", "比对来源", "车辆、房产", "来源", "数据来源").of(CrossCheckSource.class);
  private static final Column HIT = Column.optional("hit", "疑点编号", "01");
  private static final Column MEMBER = Column.optional("member", "成员编号", "01，全户留空", "家庭成员编号");
  private static final Column SIGNAL =
      Column.optional("signal", "疑点", "家用轿车，无疑点留空", "疑点类别", "比对结果").of(Signal.class);

  private static final int MOST_HITS = 99;

  @Override
  public List<Column> columns() {
    return List.of(HOUSEHOLD, SOURCES, HIT, MEMBER, SIGNAL, DAY);
  }

  @Override
  public @Nullable String about(Cells row) {
    HouseholdId household = row.code(HOUSEHOLD, HouseholdId::new);
    return household == null ? null : household.number();
  }

  @Override
  public int mostTogether() {
    return MOST_HITS;
  }

  @Override
  public @Nullable Order order(List<Cells> rows) {
    Cells first = rows.getFirst();
    HouseholdId household = first.code(HOUSEHOLD, HouseholdId::new);
    List<CrossCheckSource> sources = first.words(SOURCES, CrossCheckSource.class);
    Listing.agree(rows, SOURCES);
    List<CrossCheckHit> hits = new ArrayList<>();
    Set<HitId> numbers = new HashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      Cells row = rows.get(i);
      boolean isEmpty = !row.has(SIGNAL) && !row.has(HIT) && !row.has(MEMBER);
      if (isEmpty && rows.size() == 1) continue;
      HitId hit =
          row.has(HIT)
              ? row.code(HIT, CrossCheckListing::number)
              : new HitId("%02d".formatted(i + 1));
      MemberId member = row.has(MEMBER) ? row.code(MEMBER, RegisterListing::number) : null;
      Signal signal =
          row.has(SIGNAL)
              ? row.word(SIGNAL, Signal.class)
              : row.flawed(SIGNAL, ImportFlaw.CELL_EMPTY);
      if (hit != null && !numbers.add(hit))
        hit = row.flawed(HIT, ImportFlaw.ROW_TWICE, first.row());
      if (hit != null && signal != null) hits.add(new CrossCheckHit(hit, member, signal));
    }
    if (!Listing.areSound(rows)) return null;
    return new CrossCheck(requireNonNull(household), requireNonNull(sources), hits);
  }

  private static HitId number(String text) {
    return new HitId(text.length() == 1 ? "0" + text : text);
  }
}
