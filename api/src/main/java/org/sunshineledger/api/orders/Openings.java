package org.sunshineledger.api.orders;

import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.orders.OrdersDoor.Accepted;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.notice.NoticeOrder.OpenObjection;
import org.sunshineledger.ledger.supervision.LeadOrder.OpenReport;
import org.sunshineledger.ledger.vault.PersonalField;
import org.sunshineledger.ledger.vault.VaultEvent.PersonalDataAccessed;
import org.sunshineledger.ledger.vault.VaultOrder.OpenPersonalData;

/**
 * 查阅: orders that are answered with what is kept of somebody. Each asking is on record, so no
 * idempotency key makes two of them one, and what is told is what the committed fact names.
 */
@Component
final class Openings {

  private static final Set<Class<? extends Order>> ORDERS =
      Set.of(OpenPersonalData.class, OpenObjection.class, OpenReport.class);

  private final Ledger ledger;

  Openings(Ledger ledger) {
    this.ledger = ledger;
  }

  static boolean isOne(Class<? extends Order> order) {
    return ORDERS.contains(order);
  }

  /** The fact that it was asked. */
  Fact fact(Accepted accepted) {
    return ledger.journal().at(accepted.first()).map(ledger.codec()::decode).orElseThrow();
  }

  /** What of the asked fields is kept; what was erased or never given is left out. */
  Map<PersonalField, String> values(Fact opening) {
    return opening.event() instanceof PersonalDataAccessed it
        ? ledger.persons().open(it.subject(), it.fields())
        : ledger.statements().opened(opening);
  }
}
