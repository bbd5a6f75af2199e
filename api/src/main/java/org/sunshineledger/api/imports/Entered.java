package org.sunshineledger.api.imports;

import java.time.LocalDate;
import java.util.List;
import org.sunshineledger.ledger.fact.Evidence;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.rules.Act;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An order of a file, as it is kept sealed until it is given.
 *
 * @param number of the unit in its import
 * @param firstRow its first row in the file
 */
record Entered(int number, int firstRow, int lastRow, LocalDate day, Order order) {

  private static final JsonMapper JSON = JsonMapper.shared();

  private record Written(LocalDate day, Order order) {}

  static byte[] written(LocalDate day, Order order) {
    return JSON.writeValueAsBytes(new Written(day, order));
  }

  static Entered read(byte[] written, ImportStore.Kept kept, Class<? extends Order> type) {
    JsonNode tree = JSON.readTree(written);
    return new Entered(
        kept.number(),
        kept.firstRow(),
        kept.lastRow(),
        LocalDate.parse(tree.path("day").asString()),
        JSON.treeToValue(tree.path("order"), type));
  }

  /**
   * The act of it: the actor of the import, the file as evidence, and the import's id as what the
   * facts of one file have in common.
   */
  Act act(Import of) {
    return new Act(
        day,
        of.actor(),
        List.of(),
        of.basis(),
        List.of(new Evidence(Evidence.Kind.OFFICIAL_DOCUMENT, of.digest(), of.bytes())),
        of.backfill() ? Mode.BACKFILL : Mode.LIVE,
        Origin.IMPORTED,
        of.id(),
        null);
  }
}
