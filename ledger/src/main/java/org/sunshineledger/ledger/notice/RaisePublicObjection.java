package org.sunshineledger.ledger.notice;

import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.vault.Statement;

/**
 * 公众异议: an objection that comes through the door for everybody. Officers cannot give this order: it
 * is none of {@link NoticeOrder}.
 *
 * @param receipt digest of the receipt's number, which nobody but the objector has
 */
public record RaisePublicObjection(
    NoticeId notice, ObjectionGrounds grounds, Sha256 receipt, Statement statement)
    implements Order {

  @Override
  public String stream() {
    return notice.stream();
  }
}
