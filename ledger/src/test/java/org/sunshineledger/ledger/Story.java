package org.sunshineledger.ledger;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.Judging.CITY;
import static org.sunshineledger.ledger.Judging.COUNTY;
import static org.sunshineledger.ledger.Judging.VILLAGE;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.journal.Recall;
import org.sunshineledger.ledger.policy.PolicyId;
import org.sunshineledger.ledger.policy.PolicyOrder.OpenBackfill;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.region.RegionOrder.DefineRegion;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.RuleSets;
import org.sunshineledger.ledger.vault.ErasureList;
import org.sunshineledger.ledger.vault.Vault;

/**
 * The whole ledger on a database of its own: divisions down to one village of 八千, and a backfill
 * open for the city.
 */
public final class Story implements AutoCloseable {

  public static final LocalDate BEGINNING = LocalDate.of(2014, Month.JANUARY, 1);

  private static final RegionCode HENAN = new RegionCode("410000");

  private final TestDatabase database = TestDatabase.create();
  private final DayByDay clock = DayByDay.until(Judging.CLOCK);
  private Ledger ledger;

  public Story() {
    this(Recall.USUAL);
  }

  public Story(Recall recall) {
    ledger = new Ledger(database.app(), clock, database.vault(), new SecureRandom(), recall);
    begin();
  }

  /** Whose erasures are listed there. */
  public Story(ErasureList erasures) {
    ledger = open(erasures);
    begin();
  }

  private Ledger open(ErasureList erasures) {
    Vault vault = new Vault(database.app(), TestDatabase.MASTER_KEY, new SecureRandom(), erasures);
    return new Ledger(database.app(), clock, vault, new SecureRandom());
  }

  /** Stops, and starts again on the same database. */
  public void reopen() {
    reopen(ErasureList.NOWHERE);
  }

  /** The same, with the erasures that are listed there. */
  public void reopen(ErasureList erasures) {
    ledger.close();
    ledger = open(erasures);
  }

  public TestDatabase database() {
    return database;
  }

  /** By these rules and no others. */
  public Story(RuleSets rules) {
    ledger = new Ledger(database.app(), clock, database.vault(), new SecureRandom(), rules);
    begin();
  }

  private void begin() {
    together(
        region(HENAN, "河南省", RegionLevel.PROVINCE, null),
        region(CITY, "郑州市", RegionLevel.CITY, HENAN),
        region(COUNTY, "新郑市", RegionLevel.COUNTY, CITY),
        region(Judging.CLOSED_COUNTY, "登封市", RegionLevel.COUNTY, CITY),
        region(Deed.TOWNSHIP, "八千乡", RegionLevel.TOWNSHIP, COUNTY),
        region(VILLAGE, "某村", RegionLevel.VILLAGE, Deed.TOWNSHIP));
    tell(live(BEGINNING, new OpenBackfill(new PolicyId("BACKFILL-1"), CITY, "郑州市脱贫攻坚领导小组")));
  }

  private static Deed region(
      RegionCode code, String name, RegionLevel level, @Nullable RegionCode parent) {
    return live(BEGINNING, new DefineRegion(code, name, level, parent));
  }

  public Ledger ledger() {
    return ledger;
  }

  /** Each deed is one append. Returns the ids of all facts. */
  public List<UUID> tell(Deed... deeds) {
    List<UUID> ids = new ArrayList<>();
    for (Deed deed : deeds) ids.addAll(together(deed));
    return ids;
  }

  /** All deeds are one append. Returns the ids of all facts. */
  public List<UUID> together(Deed... deeds) {
    List<UUID> ids = new ArrayList<>();
    ledger
        .orders()
        .together(
            null,
            batch -> {
              ids.clear();
              for (Deed deed : deeds) {
                clock.goTo(deed.act().occurredOn(), Judging.CLOCK);
                ids.addAll(batch.submit(deed.order(), deed.act()));
              }
            });
    return ids;
  }

  /** The deed is refused for this rule, and the journal is as it was. */
  public void refuses(Deed deed, Rule rule) {
    long size = ledger.journal().size();
    clock.goTo(deed.act().occurredOn(), Judging.CLOCK);
    Refused refused =
        requireNonNull(
            catchThrowableOfType(
                Refused.class, () -> ledger.orders().submit(deed.order(), deed.act(), null)),
            "not refused: " + deed.order());
    assertThat(refused.rule()).isEqualTo(rule);
    assertThat(ledger.journal().size()).isEqualTo(size);
  }

  /** All facts of a stream. */
  public List<Fact> facts(String stream) {
    return ledger.journal().stream(stream).stream().map(ledger.codec()::decode).toList();
  }

  /** The last facts of the journal, in order of position. */
  public List<Fact> lastFacts(int count) {
    long size = ledger.journal().size();
    return ledger.journal().read(size - count, count).stream().map(ledger.codec()::decode).toList();
  }

  /** The breaches of a stream's last fact. */
  public List<String> lastBreaches(String stream) {
    return facts(stream).getLast().envelope().breaches();
  }

  @Override
  public void close() {
    assertThat(ledger.eventStore().unreadableSnapshots()).isZero();
    ledger.close();
    database.close();
  }
}
