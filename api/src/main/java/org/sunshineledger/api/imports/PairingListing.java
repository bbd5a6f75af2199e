package org.sunshineledger.api.imports;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.duty.OfficerOrder.Pair;
import org.sunshineledger.ledger.duty.PairingScope;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.RegionCode;

/** 结对帮扶表: a row for each officer and whom he is paired with. */
record PairingListing() implements Listing {

  private static final Column OFFICER =
      Column.required("officer", "干部编号", "BF-1", "帮扶责任人编号", "帮扶干部编号");
  private static final Column SCOPE =
      Column.required("scope", "结对范围", "包户", "范围", "包联类型").of(PairingScope.class);
  private static final Column TARGET =
      Column.required("target", "结对对象", "户编号、村代码或乡镇代码", "对象编号", "帮扶对象");

  @Override
  public List<Column> columns() {
    return List.of(OFFICER, SCOPE, TARGET, DAY);
  }

  @Override
  public @Nullable String about(Cells row) {
    OfficerId officer = row.code(OFFICER, OfficerId::new);
    String target = target(row);
    return officer == null || target == null ? null : officer + " " + target;
  }

  /** The stream. */
  private static @Nullable String target(Cells row) {
    PairingScope scope = row.word(SCOPE, PairingScope.class);
    if (scope == null) return null;
    return row.code(
        TARGET,
        text ->
            switch (scope) {
              case HOUSEHOLD -> new HouseholdId(text).stream();
              case VILLAGE -> "village/" + new RegionCode(text);
              case TOWNSHIP -> "region/" + new RegionCode(text);
            });
  }

  @Override
  public int mostTogether() {
    return 1;
  }

  @Override
  public @Nullable Order order(List<Cells> rows) {
    Cells row = rows.getFirst();
    OfficerId officer = row.code(OFFICER, OfficerId::new);
    PairingScope scope = row.word(SCOPE, PairingScope.class);
    String target = target(row);
    if (officer == null || scope == null || target == null || !row.isSound()) return null;
    try {
      return new Pair(requireNonNull(officer), scope, target);
    } catch (IllegalArgumentException notOfThatScope) {
      return row.flawed(TARGET, ImportFlaw.CODE_IRREGULAR, TARGET.example());
    }
  }
}
