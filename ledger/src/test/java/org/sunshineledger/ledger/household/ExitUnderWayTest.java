package org.sunshineledger.ledger.household;

import static org.sunshineledger.ledger.Deed.APPROVER;
import static org.sunshineledger.ledger.Deed.REVIEWER;
import static org.sunshineledger.ledger.Deed.onPaper;
import static org.sunshineledger.ledger.fact.Evidence.Kind.SIGNED_FORM;
import static org.sunshineledger.ledger.fact.Signer.Capacity.VILLAGE_COMMITTEE;
import static org.sunshineledger.ledger.fact.Signer.Capacity.WORK_TEAM;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.EmptyVault;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.duty.PairingScope;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;
import org.sunshineledger.ledger.household.HouseholdOrder.ConfirmExit;
import org.sunshineledger.ledger.household.HouseholdOrder.ExitHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.IdentifyHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.HouseholdOrder.ProposeExit;
import org.sunshineledger.ledger.household.HouseholdOrder.RecordRelapse;
import org.sunshineledger.ledger.household.HouseholdOrder.Reverify;
import org.sunshineledger.ledger.household.HouseholdOrder.VerifyExit;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.policy.PolicyId;
import org.sunshineledger.ledger.policy.Sector;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;
import org.sunshineledger.ledger.vault.Commitment;

/** A history in which something else comes in between the confirmations and the exit. */
@DisplayName("An exit under way")
class ExitUnderWayTest {

  private static final HouseholdId LI = new HouseholdId("4101732022010001");
  private static final MemberId HEAD = new MemberId("01");
  private static final LocalDate DAY = LocalDate.of(2016, Month.NOVEMBER, 1);

  /** Nothing hangs anywhere and nobody is paired. */
  private static final Elsewhere NOWHERE =
      new Elsewhere() {
        @Override
        public boolean closedClean(
            @Nullable NoticeId notice,
            NoticeKind kind,
            String subject,
            LocalDate since,
            Ruling ruling) {
          return false;
        }

        @Override
        public @Nullable LocalDate announcedOn(
            @Nullable NoticeId notice, NoticeKind kind, String subject, LocalDate by) {
          return null;
        }

        @Override
        public boolean isPaired(
            OfficerId officer, PairingScope scope, String target, LocalDate day) {
          return false;
        }

        @Override
        public boolean isInForce(PolicyId policy, Sector sector, LocalDate day) {
          return false;
        }

        @Override
        public boolean isRestricted(HouseholdId household, MemberId member) {
          return false;
        }

        @Override
        public Optional<LocalDate> bornOn(@Nullable Commitment idNumber) {
          return Optional.empty();
        }

        @Override
        public boolean isTrueUnderAnotherNumber(
            Commitment idNumber, String subject, BiPredicate<Household, MemberId> holds) {
          return false;
        }
      };

  private static Deed identified() {
    return onPaper(
            DAY,
            new IdentifyHousehold(
                LI,
                PovertyCause.ILLNESS,
                List.of(),
                HouseholdCategory.ORDINARY,
                PovertyStandard.NATIONAL,
                null,
                IdentificationBasis.HEALTH,
                null))
        .by(APPROVER);
  }

  private static Deed[] confirmed() {
    return new Deed[] {
      onPaper(
          DAY,
          new ApplyForRegister(
              LI,
              Judging.VILLAGE,
              3,
              List.of(new Person(HEAD, Relationship.HEAD, "李某", "410184196001010013")),
              List.of(PovertyCause.ILLNESS))),
      identified(),
      onPaper(DAY, new ProposeExit(LI, 2016, Guarantees.NONE)),
      onPaper(DAY, new VerifyExit(LI, ReviewResult.PASSED)).signed(VILLAGE_COMMITTEE, WORK_TEAM),
      onPaper(DAY, new ConfirmExit(LI, ConfirmingParty.GOVERNMENT, null))
          .by(REVIEWER)
          .proven(SIGNED_FORM),
      onPaper(DAY, new ConfirmExit(LI, ConfirmingParty.HOUSEHOLD, new HouseholdSigner(HEAD, false)))
          .proven(SIGNED_FORM)
    };
  }

  static List<Deed> inBetween() {
    return List.of(
        identified(),
        onPaper(DAY, new RecordRelapse(LI, PovertyCause.DISASTER, PovertyStandard.NATIONAL)),
        onPaper(DAY, new Reverify(LI, ReverificationOutcome.FALSE_EXIT)));
  }

  @ParameterizedTest
  @MethodSource("inBetween")
  @DisplayName("is over once the household has become something else; its confirmations are too")
  void isOver(Deed inBetween) {
    Judging.of(Household.class, NOWHERE, EmptyVault.create())
        .given(confirmed())
        .given(inBetween)
        .when(onPaper(DAY, new ExitHousehold(LI, null)).by(APPROVER))
        .isRecordedInBreachOf(
            Rule.EXIT_NOT_PROPOSED,
            Rule.EXIT_NOT_VERIFIED,
            Rule.GOVERNMENT_HAS_NOT_CONFIRMED,
            Rule.HOUSEHOLD_HAS_NOT_CONFIRMED,
            Rule.EXIT_NOTICE_NOT_CLEAN);
  }
}
