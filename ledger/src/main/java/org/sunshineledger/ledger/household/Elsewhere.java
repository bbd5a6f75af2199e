package org.sunshineledger.ledger.household;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.duty.Pairings;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.notice.Notices;
import org.sunshineledger.ledger.policy.Policies;
import org.sunshineledger.ledger.vault.Commitment;

/** What a decision about a household must know that is not on its own stream. */
public interface Elsewhere extends Notices, Pairings, Policies {

  /**
   * The day of birth in the ID number behind a commitment; empty when the number has another form,
   * was erased, or is not to be looked at.
   */
  Optional<LocalDate> bornOn(@Nullable Commitment idNumber);

  /**
   * 换户: whether this holds of the person under another number, in another household or in the same
   * one, wherever the register has ever had him. Nobody is found whose number was erased.
   *
   * @param idNumber behind which the person stands
   * @param subject under which he stands here
   */
  boolean isTrueUnderAnotherNumber(
      Commitment idNumber, String subject, BiPredicate<Household, MemberId> holds);

  /** 限制处理: whether the person's data may only be kept. */
  boolean isRestricted(HouseholdId household, MemberId member);
}
