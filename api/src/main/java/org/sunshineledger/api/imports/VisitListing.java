package org.sunshineledger.api.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.duty.OfficerOrder.RecordVisit;
import org.sunshineledger.ledger.duty.VisitPurpose;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Order;

/** 走访记录: a row for each visit of an officer to a household. */
record VisitListing() implements Listing {

  private static final Column OFFICER =
      Column.required("officer", "干部编号", "BF-1", "帮扶责任人编号", "走访人编号");
  private static final Column HOUSEHOLD =
      Column.required("household", "户编号", "4101850010010001", "建档立卡编号", "贫困户编号");
  private static final Column PURPOSE =
      Column.required("purpose", "走访目的", "了解情况", "目的", "走访内容").of(VisitPurpose.class);

  /** Here the day is what makes a row another one, so it must stand there. */
  private static final Column VISITED =
      Column.required("occurredOn", "走访日期", "2016-09-04", "日期", "走访时间");

  @Override
  public List<Column> columns() {
    return List.of(OFFICER, HOUSEHOLD, VISITED, PURPOSE);
  }

  @Override
  public @Nullable String about(Cells row) {
    OfficerId officer = row.code(OFFICER, OfficerId::new);
    HouseholdId household = row.code(HOUSEHOLD, HouseholdId::new);
    return officer == null || household == null
        ? null
        : "%s %s %s".formatted(officer, household, row.day(VISITED));
  }

  @Override
  public int mostTogether() {
    return 1;
  }

  @Override
  public @Nullable Order order(List<Cells> rows) {
    Cells row = rows.getFirst();
    OfficerId officer = row.code(OFFICER, OfficerId::new);
    HouseholdId household = row.code(HOUSEHOLD, HouseholdId::new);
    VisitPurpose purpose = row.word(PURPOSE, VisitPurpose.class);
    return officer == null || household == null || purpose == null || !row.isSound()
        ? null
        : new RecordVisit(officer, household, purpose);
  }
}
