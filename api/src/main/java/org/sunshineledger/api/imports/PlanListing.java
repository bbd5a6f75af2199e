package org.sunshineledger.api.imports;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.household.HouseholdOrder.AdoptPlan;
import org.sunshineledger.ledger.plan.HouseholdMeasure;
import org.sunshineledger.ledger.plan.MeasureId;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.ledger.plan.PersonMeasure;
import org.sunshineledger.ledger.policy.PolicyId;

/** 帮扶计划: a row for each measure, those of a household below each other. */
record PlanListing() implements Listing {

  private static final Column HOUSEHOLD =
      Column.required("household", "户编号", "4101850010010001", "建档立卡编号", "贫困户编号");
  private static final Column HELPER = Column.required("helper", "帮扶责任人", "BF-1", "帮扶责任人编号", "帮扶人");
  private static final Column YEAR =
      Column.required("targetExitYear", "计划脱贫年度", "2017", "拟脱贫年度", "脱贫年度");
  private static final Column MEASURE = Column.optional("measure", "措施编号", "01");
  private static final Column MEMBER = Column.optional("member", "成员编号", "01，对户措施留空", "家庭成员编号");
  private static final Column KIND =
      Column.required("kind", "帮扶措施", "产业扶持", "措施", "措施类别").of(MeasureKind.class);
  private static final Column POLICY = Column.optional("policy", "政策文件编号", "ZC-2016-01", "政策编号");

  private static final int MOST_MEASURES = 99;

  @Override
  public List<Column> columns() {
    return List.of(HOUSEHOLD, HELPER, YEAR, MEASURE, MEMBER, KIND, POLICY, DAY);
  }

  @Override
  public @Nullable String about(Cells row) {
    HouseholdId household = row.code(HOUSEHOLD, HouseholdId::new);
    return household == null ? null : household.number();
  }

  @Override
  public int mostTogether() {
    return MOST_MEASURES;
  }

  @Override
  public @Nullable Order order(List<Cells> rows) {
    Cells first = rows.getFirst();
    HouseholdId household = first.code(HOUSEHOLD, HouseholdId::new);
    OfficerId helper = first.code(HELPER, OfficerId::new);
    Integer year = first.year(YEAR);
    Listing.agree(rows, HELPER, YEAR);
    List<PersonMeasure> forPersons = new ArrayList<>();
    List<HouseholdMeasure> forHousehold = new ArrayList<>();
    Set<MeasureId> numbers = new HashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      Cells row = rows.get(i);
      MeasureId measure =
          row.has(MEASURE)
              ? row.code(MEASURE, PlanListing::number)
              : new MeasureId("%02d".formatted(i + 1));
      MeasureKind kind = row.word(KIND, MeasureKind.class);
      MemberId member = row.has(MEMBER) ? row.code(MEMBER, RegisterListing::number) : null;
      PolicyId policy = row.has(POLICY) ? row.code(POLICY, PolicyId::new) : null;
      if (measure != null && !numbers.add(measure))
        measure = row.flawed(MEASURE, ImportFlaw.ROW_TWICE, first.row());
      if (measure == null || kind == null || !row.isSound()) continue;
      if (member == null) forHousehold.add(new HouseholdMeasure(measure, kind, policy));
      else forPersons.add(new PersonMeasure(measure, member, kind, policy));
    }
    if (!Listing.areSound(rows)) return null;
    return new AdoptPlan(
        requireNonNull(household),
        requireNonNull(helper),
        forPersons,
        forHousehold,
        requireNonNull(year));
  }

  private static MeasureId number(String text) {
    return new MeasureId(text.length() == 1 ? "0" + text : text);
  }
}
