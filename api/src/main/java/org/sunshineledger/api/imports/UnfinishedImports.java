package org.sunshineledger.api.imports;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.orders.Admission;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.ledger.fact.RegionCode;

/** Lists that were uploaded and neither recorded nor taken back: somebody has to. */
@Component
public final class UnfinishedImports {

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final int MOST = 50;

  private final ImportStore store;
  private final Admission admission;

  UnfinishedImports(ImportStore store, Admission admission) {
    this.store = store;
    this.admission = admission;
  }

  /**
   * An import.
   *
   * @param id last step of its address
   * @param kind of the list, as it stands in addresses
   * @param deletedOn the day on which it is deleted unless it is recorded
   */
  public record Unfinished(String id, String kind, LocalDate uploadedOn, LocalDate deletedOn) {}

  /** The newest of the region that the account may record. */
  public List<Unfinished> of(Account account, RegionCode region) {
    List<ImportKind> mine =
        Arrays.stream(ImportKind.values())
            .filter(kind -> admission.mayGive(account, kind.order()))
            .toList();
    if (mine.isEmpty()) return List.of();
    return store.unfinished(region, mine, MOST).stream()
        .map(each ->
            new Unfinished(
                each.id().toString(),
                each.kind().address(),
                LocalDate.ofInstant(each.uploadedAt(), CHINA),
                LocalDate.ofInstant(each.expiresAt(), CHINA)))
        .toList();
  }
}
