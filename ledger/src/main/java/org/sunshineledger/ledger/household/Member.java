package org.sunshineledger.ledger.household;

import java.util.List;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.vault.Commitment;

/** 家庭成员: a person of the household, known here by number and commitments only. */
public record Member(MemberId member, Relationship relationship, List<Commitment> commitments) {
  public Member {
    commitments = List.copyOf(commitments);
  }
}
