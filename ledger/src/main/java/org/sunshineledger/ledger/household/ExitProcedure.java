package org.sunshineledger.ledger.household;

import static org.sunshineledger.ledger.household.ConfirmingParty.GOVERNMENT;
import static org.sunshineledger.ledger.household.ConfirmingParty.HOUSEHOLD;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Evidence;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Signer.Capacity;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitConfirmed;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitProposed;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdExited;
import org.sunshineledger.ledger.household.Incomes.Surveyed;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.rules.Act;
import org.sunshineledger.ledger.rules.AskedGuarantees;
import org.sunshineledger.ledger.rules.PovertyLines;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;

/**
 * 退出: review, proposal, verification by both bodies, dual confirmation, notice (厅字〔2016〕16号;
 * domain.md EX-1 to EX-4). One attempt at a time; a dispute ends it, and the next begins with a
 * review again.
 */
final class ExitProcedure {

  private Vote review = Vote.NONE;
  private Taken proposal = Taken.NOT_YET;

  /** Where the household stood before the attempt; null while there is none. */
  private @Nullable RegisterStatus before;

  private Taken verification = Taken.NOT_YET;
  private DualConfirmation confirmation = new DualConfirmation();

  // What must hold.

  void requireReviewWon(Ruling ruling) {
    ruling.require(review.isWon(ruling), Rule.REVIEW_WITHOUT_MAJORITY);
  }

  void requireReviewed(Ruling ruling) {
    ruling.require(review.isTakenBy(ruling), Rule.EXIT_NOT_REVIEWED);
  }

  /** 收入稳定超过标准, by what was received, and beside it 两不愁三保障. */
  static void requireMeans(ExitProposed fact, Incomes incomes, Ruling ruling) {
    Surveyed income = incomes.of(fact.year(), ruling.day());
    String year = String.valueOf(fact.year());
    ruling.require(income != null, Rule.INCOME_NOT_SURVEYED, year);
    ruling.require(
        Incomes.isCurrent(fact.year(), ruling.day()), Rule.INCOME_YEAR_NOT_CURRENT, year);
    ruling.require(
        income == null || reachesLine(income.perCapita(), fact.year(), ruling),
        Rule.EXIT_INCOME_BELOW_LINE);
    ruling.require(
        income == null
            || !income.expected().isPositive()
            || reachesLine(income.received(), fact.year(), ruling),
        Rule.INCOME_EXPECTED);
    boolean incomeAlone = fact.guarantees().equals(Guarantees.NONE);
    ruling.require(!incomeAlone, Rule.EXIT_INCOME_ONLY);
    ruling.require(
        incomeAlone
            || ruling.meets(
                Rule.EXIT_GUARANTEE_MISSING, AskedGuarantees.class, fact.guarantees()::hold),
        Rule.EXIT_GUARANTEE_MISSING);
  }

  private static boolean reachesLine(Money perCapita, int year, Ruling ruling) {
    return ruling.meets(
        Rule.EXIT_INCOME_BELOW_LINE,
        PovertyLines.class,
        lines -> perCapita.compareTo(lines.of(year).yuan()) >= 0);
  }

  boolean isProposedBy(LocalDate day) {
    return before != null && proposal.isTakenBy(day);
  }

  void judge(ExitConfirmed fact, Ruling ruling, boolean signerIsAdult) {
    Act act = ruling.act();
    ruling.require(verification.isPassedBy(ruling.day()), Rule.EXIT_NOT_VERIFIED);
    ruling.require(!confirmation.isConfirmedBy(fact.party()), Rule.CONFIRMED_ALREADY);
    ruling.require(fact.party() == GOVERNMENT || fact.signer() != null, Rule.SIGNER_MISSING);
    ruling.require(signerIsAdult, Rule.SIGNER_UNDER_AGE);
    ruling.require(hasSignedForm(act), Rule.CONFIRMATION_WITHOUT_EVIDENCE);
    ruling.require(
        confirmation.isIndependent(fact.party(), act.actor().officer()),
        Rule.SAME_RECORDER_FOR_BOTH);
  }

  void judge(HouseholdExited fact, Ruling ruling, Elsewhere elsewhere) {
    LocalDate day = ruling.day();
    ruling.require(verification.isPassedBy(day), Rule.EXIT_NOT_VERIFIED);
    ruling.require(confirmation.isConfirmedBy(GOVERNMENT, day), Rule.GOVERNMENT_HAS_NOT_CONFIRMED);
    ruling.require(confirmation.isConfirmedBy(HOUSEHOLD, day), Rule.HOUSEHOLD_HAS_NOT_CONFIRMED);
    ruling.require(
        elsewhere.closedClean(
            fact.notice(), NoticeKind.EXIT, proposal.fact(), proposal.on(), ruling),
        Rule.EXIT_NOTICE_NOT_CLEAN);
  }

  private static boolean hasSignedForm(Act act) {
    return act.evidence().stream()
        .map(Evidence::kind)
        .anyMatch(
            kind -> kind == Evidence.Kind.SIGNED_FORM || kind == Evidence.Kind.FINGERPRINT_FORM);
  }

  /** One officer cannot sign for two bodies. */
  static boolean bothHaveSigned(Act act, Capacity one, Capacity other) {
    return act.signers().stream()
        .filter(signer -> signer.capacity() == one)
        .anyMatch(first ->
            act.signers().stream()
                .anyMatch(second ->
                    second.capacity() == other && !second.officer().equals(first.officer())));
  }

  // What has been done.

  void take(Vote vote) {
    review = vote;
  }

  void propose(Taken how, RegisterStatus status) {
    proposal = how;
    before = before == null ? status : before;
    verification = Taken.NOT_YET;
    confirmation = new DualConfirmation();
  }

  void verify(Taken how) {
    if (before != null) verification = how;
  }

  void confirm(ConfirmingParty party, OfficerId recorder, LocalDate on) {
    if (before != null) confirmation.confirm(party, recorder, on);
  }

  /** Where the household stands when an attempt comes to nothing. */
  RegisterStatus statusBefore(RegisterStatus now) {
    return before == null ? now : before;
  }

  void end() {
    review = Vote.NONE;
    proposal = Taken.NOT_YET;
    before = null;
    verification = Taken.NOT_YET;
    confirmation = new DualConfirmation();
  }
}
