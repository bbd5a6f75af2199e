package org.sunshineledger.projections;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.Evidence;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.OverrideReason;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fact.Signer;
import org.sunshineledger.ledger.fact.SupplierId;
import org.sunshineledger.ledger.fund.FundEvent.FundAllotted;
import org.sunshineledger.ledger.fund.FundEvent.FundAppropriated;
import org.sunshineledger.ledger.fund.FundEvent.FundCarriedOver;
import org.sunshineledger.ledger.fund.FundEvent.FundPassedDown;
import org.sunshineledger.ledger.fund.FundEvent.FundReclaimed;
import org.sunshineledger.ledger.fund.FundEvent.FundReturned;
import org.sunshineledger.ledger.fund.FundingLevel;
import org.sunshineledger.ledger.fund.Purpose;
import org.sunshineledger.ledger.fund.ReclaimReason;
import org.sunshineledger.ledger.household.CancellationReason;
import org.sunshineledger.ledger.household.ConfirmingParty;
import org.sunshineledger.ledger.household.CrossCheckHit;
import org.sunshineledger.ledger.household.CrossCheckSource;
import org.sunshineledger.ledger.household.Deliberation;
import org.sunshineledger.ledger.household.DeliveryResult;
import org.sunshineledger.ledger.household.HitId;
import org.sunshineledger.ledger.household.HitOutcome;
import org.sunshineledger.ledger.household.HouseholdEvent;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitAcknowledged;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitCredited;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitReversed;
import org.sunshineledger.ledger.household.HouseholdEvent.CrossCheckHitSettled;
import org.sunshineledger.ledger.household.HouseholdEvent.CrossChecked;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitConfirmed;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitVerified;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdRemoved;
import org.sunshineledger.ledger.household.HouseholdEvent.IdentificationRefused;
import org.sunshineledger.ledger.household.HouseholdEvent.KinshipDeclared;
import org.sunshineledger.ledger.household.HouseholdEvent.MeasureCancelled;
import org.sunshineledger.ledger.household.HouseholdEvent.MeasureDelivered;
import org.sunshineledger.ledger.household.HouseholdEvent.MemberDetailsCorrected;
import org.sunshineledger.ledger.household.HouseholdEvent.MemberLeft;
import org.sunshineledger.ledger.household.HouseholdEvent.RuleOverridden;
import org.sunshineledger.ledger.household.HouseholdEvent.VillageDeliberated;
import org.sunshineledger.ledger.household.HouseholdEvent.VillageReviewed;
import org.sunshineledger.ledger.household.HouseholdSigner;
import org.sunshineledger.ledger.household.Kinship;
import org.sunshineledger.ledger.household.LeaveReason;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.household.RefusalReason;
import org.sunshineledger.ledger.household.RegisterStatus;
import org.sunshineledger.ledger.household.RemovalReason;
import org.sunshineledger.ledger.household.ReversalReason;
import org.sunshineledger.ledger.household.ReviewResult;
import org.sunshineledger.ledger.household.Stage;
import org.sunshineledger.ledger.mutualaid.LoanId;
import org.sunshineledger.ledger.mutualaid.LoanUse;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.LoanDefaulted;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.LoanGranted;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.LoanRepaid;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.MutualAidFundEstablished;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.MutualAidTermsChanged;
import org.sunshineledger.ledger.notice.AnnulmentReason;
import org.sunshineledger.ledger.notice.DocumentSeal;
import org.sunshineledger.ledger.notice.NoticeEvent.Announced;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticeAnnulled;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticeClosed;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticePosted;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.payment.AccountKind;
import org.sunshineledger.ledger.payment.Instalment;
import org.sunshineledger.ledger.payment.PaymentEvent.FundDisbursed;
import org.sunshineledger.ledger.payment.PaymentEvent.PaymentApproved;
import org.sunshineledger.ledger.payment.PaymentEvent.SupplierPaid;
import org.sunshineledger.ledger.plan.MeasureId;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.ledger.project.AcceptanceLevel;
import org.sunshineledger.ledger.project.Procurement;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectAccepted;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectApproved;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectCredited;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectDebited;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectStarted;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.rules.ExclusionSignals.Signal;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.supervision.AuditEvent.AuditEvidenceTaken;
import org.sunshineledger.ledger.supervision.AuditEvent.AuditNoticeServed;
import org.sunshineledger.ledger.supervision.AuditEvent.AuditReportDrafted;
import org.sunshineledger.ledger.supervision.AuditFinding;
import org.sunshineledger.ledger.supervision.AuditId;
import org.sunshineledger.ledger.supervision.Disposition;
import org.sunshineledger.ledger.supervision.FindingKind;
import org.sunshineledger.ledger.supervision.LeadEvent.CaseEvidenceTaken;
import org.sunshineledger.ledger.supervision.LeadEvent.LeadDisposed;
import org.sunshineledger.ledger.supervision.LeadEvent.LeadReceived;
import org.sunshineledger.ledger.supervision.LeadEvent.LeadReopened;
import org.sunshineledger.ledger.supervision.LeadId;
import org.sunshineledger.ledger.supervision.LeadSource;
import org.sunshineledger.ledger.vault.AccessPurpose;
import org.sunshineledger.ledger.vault.Commitment;
import org.sunshineledger.ledger.vault.PersonalField;
import org.sunshineledger.ledger.vault.ProtectionBasis;
import org.sunshineledger.ledger.vault.SubjectId;
import org.sunshineledger.ledger.vault.VaultEvent;
import org.sunshineledger.ledger.vault.VaultEvent.PersonalDataAccessed;
import org.sunshineledger.ledger.vault.VaultEvent.PersonalDataErased;
import org.sunshineledger.ledger.vault.VaultEvent.PersonalDataRestricted;
import org.sunshineledger.ledger.vault.VaultEvent.PersonalDataRestrictionLifted;
import org.sunshineledger.ledger.village.PoorVillageLevel;
import org.sunshineledger.ledger.village.VillageEvent.VillageExited;
import org.sunshineledger.ledger.village.VillageEvent.VillageListed;

/**
 * A history in which anything may come at any time: days jump back and forth, steps are missing.
 */
public final class RandomHistory {

  private static final LocalDate FIRST = LocalDate.of(2014, 1, 1);
  private static final int DAYS = 1_020;
  private static final int HOUSEHOLDS = 8;
  private static final int OFFICERS = 6;
  private static final List<RegionCode> VILLAGES =
      List.of(new RegionCode("410173202001"), new RegionCode("410173202002"));

  private static final List<Rule> RULES =
      List.of(Rule.NOT_SURVEYED, Rule.NO_PLAN, Rule.NOTICE_TOO_SHORT);

  private static final DocumentNumber FUND = new DocumentNumber("郑财预〔2016〕1号");
  private static final ProjectCode PROJECT = new ProjectCode("PROJECT-1");
  private static final PaymentId PAYMENT = new PaymentId("PAY-0001");

  private static final LeadId LEAD = new LeadId("LEAD-1");
  private static final AuditId AUDIT = new AuditId("AUDIT-1");

  private static final List<Signal> SIGNALS = List.of(Signal.values());
  private static final List<Programme> PROGRAMMES = List.of(Programme.values());

  private final RandomGenerator random;
  private final Telling telling = new Telling();

  private RandomHistory(long seed) {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  public static Telling of(long seed, int facts) {
    RandomHistory history = new RandomHistory(seed);
    history.telling.divisions();
    for (int i = 0; i < facts; i++) history.next(i);
    return history.telling;
  }

  private static SubjectId subject(int household) {
    return SubjectId.of(Telling.household(household), new MemberId("01"));
  }

  private VaultEvent vault(SubjectId subject) {
    return switch (random.nextInt(4)) {
      case 0 -> new PersonalDataRestricted(subject, ProtectionBasis.RETENTION_RUNNING);
      case 1 -> new PersonalDataRestrictionLifted(subject);
      case 2 ->
          new PersonalDataErased(
              subject, ProtectionBasis.RETENTION_ENDED, List.of(new UUID(1, random.nextLong())));
      default ->
          new PersonalDataAccessed(
              subject, List.of(PersonalField.NAME), AccessPurpose.IDENTIFICATION);
    };
  }

  private void next(int number) {
    int household = random.nextInt(HOUSEHOLDS);
    RegionCode village = VILLAGES.get(household % VILLAGES.size());
    int members = 1 + random.nextInt(6);
    String day = FIRST.plusDays(random.nextInt(DAYS)).toString();
    int officer = 1 + random.nextInt(4);
    Place place = new Place(village, Telling.BAQIAN, Telling.AIRPORT, Telling.CITY);
    if (random.nextInt(4) == 0) telling.breaking(RULES.get(random.nextInt(RULES.size())));
    telling
        .recordedBy(1 + random.nextInt(OFFICERS))
        .signedBy(signers())
        .provenBy()
        .in(random.nextBoolean() ? Mode.LIVE : Mode.BACKFILL);
    switch (random.nextInt(48)) {
      case 0 -> telling.applied(day, household, village, members);
      case 1, 2 -> telling.identified(day, household, village, members);
      case 3, 4 -> telling.surveyed(day, household, village, members, random.nextInt(5_000));
      case 5 -> telling.planned(day, household, village, 2014 + random.nextInt(4));
      case 6 -> telling.exitProposed(day, household, village);
      case 7, 8 -> telling.exited(day, household, village, members);
      case 9 -> telling.relapsed(day, household, village, members);
      case 10, 11 ->
          telling.credited(
              day,
              household,
              village,
              PROGRAMMES.get(random.nextInt(PROGRAMMES.size())),
              random.nextInt(1, 3_000));
      case 12 -> telling.paired(day, officer, "officer " + officer, household);
      case 13 -> telling.unpaired(day, officer, household);
      case 14 -> telling.post(day, officer, "officer " + officer, Post.VILLAGE_SECRETARY, village);
      case 15 ->
          telling.tell(
              LocalDate.parse(day),
              "notice/NOTICE-" + number,
              place,
              new NoticePosted(
                  new NoticeId("NOTICE-" + number),
                  NoticeKind.EXIT,
                  RegionLevel.VILLAGE,
                  village,
                  List.of(),
                  List.of(),
                  LocalDate.parse(day),
                  LocalDate.parse(day).plusDays(7),
                  new DocumentSeal(Sha256.of(new byte[0]), 1, null, "mask-1", null),
                  "NOTICE_DAYS"));
      case 16 ->
          telling.tell(
              LocalDate.parse(day),
              "notice/NOTICE-" + random.nextInt(number + 1),
              place,
              random.nextInt(4) == 0
                  ? new NoticeAnnulled(
                      new NoticeId("NOTICE-" + random.nextInt(number + 1)),
                      NoticeKind.EXIT,
                      village,
                      AnnulmentReason.CONTENT_WRONG)
                  : new NoticeClosed(new NoticeId("NOTICE-" + random.nextInt(number + 1)), true));
      case 17 ->
          telling.tell(
              LocalDate.parse(day),
              "village/" + village,
              place,
              random.nextBoolean()
                  ? new VillageListed(village, PoorVillageLevel.CITY, 1_000)
                  : new VillageExited(village, 10, 1_000, null, null));
      case 18 ->
          telling.tell(
              LocalDate.parse(day),
              "fund/郑财预〔2016〕1号",
              place,
              new FundAppropriated(
                  new DocumentNumber("郑财预〔2016〕1号"),
                  FundingLevel.CITY,
                  Purpose.GENERAL,
                  2016,
                  Telling.CITY,
                  Money.ofYuan(random.nextInt(1, 1_000_000))));
      case 19 ->
          telling.tell(
              LocalDate.parse(day),
              Telling.household(household).stream(),
              place,
              new RuleOverridden(
                  Telling.household(household),
                  RULES.get(random.nextInt(RULES.size())).name(),
                  Telling.officer(officer),
                  OverrideReason.EMERGENCY));
      case 20 -> telling.tell(LocalDate.parse(day), FUND.stream(), place, fund());
      case 21, 22 -> telling.tell(LocalDate.parse(day), PROJECT.stream(), place, project());
      case 23 -> telling.tell(LocalDate.parse(day), PAYMENT.stream(), place, payment());
      case 24 ->
          telling.tell(
              LocalDate.parse(day),
              Telling.household(household).stream(),
              place,
              new BenefitReversed(
                  Telling.household(household),
                  PROGRAMMES.get(random.nextInt(PROGRAMMES.size())),
                  "2016",
                  null,
                  yuan(),
                  PROJECT,
                  PAYMENT,
                  1,
                  ReversalReason.RETURNED));
      case 25 -> telling.tell(LocalDate.parse(day), "mutual-aid/" + village, place, aid(village));
      case 26 ->
          telling.tell(
              LocalDate.parse(day),
              "notice/ANNOUNCED-" + number,
              place,
              new Announced(
                  new NoticeId("ANNOUNCED-" + number),
                  random.nextBoolean() ? NoticeKind.PROJECT : NoticeKind.VILLAGE_ACCOUNTS,
                  RegionLevel.VILLAGE,
                  village,
                  List.of(new UUID(0x4000L, random.nextInt(number + 1))),
                  List.of(),
                  new DocumentSeal(Sha256.of(new byte[0]), 1, null, "none", null)));
      case 44 ->
          telling.tell(
              LocalDate.parse(day), LEAD.stream(), place, lead(village, random.nextLong(9)));
      case 45 ->
          telling.tell(
              LocalDate.parse(day), AUDIT.stream(), place, audit(village, random.nextLong(9)));
      case 27, 28, 29 -> met(day, household, village);
      case 30 ->
          telling.household(
              day,
              household,
              village,
              new KinshipDeclared(
                  Telling.household(household), member(), Telling.officer(officer), Kinship.CHILD));
      case 31, 32 ->
          telling.household(
              day,
              household,
              village,
              new MemberLeft(
                  Telling.household(household),
                  member(),
                  random.nextInt(4) > 0 ? LeaveReason.DEATH : LeaveReason.MOVED,
                  random.nextInt(2),
                  RegisterStatus.ON_REGISTER));
      case 33, 34 -> compared(day, household, village);
      case 35, 36 ->
          telling.household(
              day,
              household,
              village,
              new MemberDetailsCorrected(
                  Telling.household(household), member(), commitment(), commitment()));
      case 37 ->
          telling.household(
              day,
              household,
              village,
              random.nextBoolean()
                  ? new IdentificationRefused(
                      Telling.household(household),
                      Stage.COUNTY_REVIEW,
                      RefusalReason.EXCLUSION_SIGNAL)
                  : new HouseholdRemoved(
                      Telling.household(household),
                      RemovalReason.NOT_ELIGIBLE_FROM_THE_START,
                      members,
                      RegisterStatus.ON_REGISTER));
      case 38, 39, 40 -> telling.household(day, household, village, signed(household));
      case 41 -> telling.postLeft(day, officer, Post.VILLAGE_SECRETARY, village);
      case 42 -> telling.post(day, officer, "officer " + officer, Post.CLERK, village);
      case 43 ->
          telling.household(
              day,
              household,
              village,
              new BenefitCredited(
                  Telling.household(household),
                  Programme.YULU_SUBSIDY,
                  "2016",
                  random.nextBoolean() ? member() : null,
                  yuan(),
                  PROJECT,
                  PAYMENT,
                  1 + random.nextInt(3)));
      case 46 ->
          telling.tell(
              LocalDate.parse(day), subject(household).stream(), place, vault(subject(household)));
      default ->
          telling.tell(
              LocalDate.parse(day),
              "fund/郑财预〔2016〕1号",
              place,
              new FundAllotted(
                  new DocumentNumber("郑财预〔2016〕1号"),
                  new ProjectCode("PROJECT-1"),
                  Money.ofYuan(random.nextInt(1, 100_000))));
    }
  }

  private Signer[] signers() {
    Signer[] signers = new Signer[random.nextInt(3)];
    for (int i = 0; i < signers.length; i++)
      signers[i] =
          new Signer(
              Telling.officer(1 + random.nextInt(OFFICERS)),
              random.nextBoolean() ? Signer.Capacity.REVIEW_CHAIR : Signer.Capacity.SURVEYOR);
    return signers;
  }

  /** Meetings crowd on few days, under few papers. */
  private void met(String day, int household, RegionCode village) {
    String met = FIRST.plusDays(10L * random.nextInt(4)).toString();
    Sha256 minutes = Sha256.of(new byte[] {(byte) random.nextInt(3)});
    if (random.nextBoolean()) {
      telling.household(
          met,
          household,
          village,
          new VillageReviewed(
              Telling.household(household),
              60,
              50,
              40,
              5,
              5,
              random.nextBoolean() ? minutes : null));
      return;
    }
    telling.provenBy(
        new Evidence(
            random.nextBoolean() ? Evidence.Kind.MINUTES : Evidence.Kind.PHOTOGRAPH, minutes, 10));
    if (random.nextBoolean()) telling.breaking(Rule.RECORDED_LATE);
    telling.household(
        random.nextInt(5) == 0 ? day : met,
        household,
        village,
        new VillageDeliberated(
            Telling.household(household), Deliberation.PARTY_MEMBERS_EXAMINED, 30, 25, 20));
  }

  private void compared(String day, int household, RegionCode village) {
    HitId hit = new HitId("%02d".formatted(1 + random.nextInt(2)));
    Signal signal = SIGNALS.get(random.nextInt(SIGNALS.size()));
    telling.household(
        day,
        household,
        village,
        random.nextBoolean()
            ? new CrossChecked(
                Telling.household(household),
                List.of(CrossCheckSource.VEHICLES),
                random.nextInt(3) == 0
                    ? List.of()
                    : List.of(new CrossCheckHit(hit, member(), signal)))
            : new CrossCheckHitSettled(Telling.household(household), hit, HitOutcome.REFUTED));
  }

  private HouseholdEvent signed(int household) {
    HouseholdId number = Telling.household(household);
    return switch (random.nextInt(4)) {
      case 0 -> new BenefitAcknowledged(number, PAYMENT, 1, member());
      case 1 ->
          random.nextBoolean()
              ? new MeasureDelivered(
                  number,
                  new MeasureId("01"),
                  MeasureKind.RELIEF,
                  null,
                  DeliveryResult.DELIVERED,
                  random.nextBoolean() ? member() : null)
              : new MeasureCancelled(
                  number,
                  new MeasureId("02"),
                  MeasureKind.RELIEF,
                  null,
                  CancellationReason.NO_LONGER_NEEDED,
                  random.nextBoolean() ? member() : null);
      case 2 ->
          new ExitConfirmed(
              number,
              ConfirmingParty.HOUSEHOLD,
              null,
              new HouseholdSigner(member(), random.nextBoolean()));
      default -> new ExitVerified(number, ReviewResult.PASSED);
    };
  }

  private MemberId member() {
    return new MemberId("%02d".formatted(1 + random.nextInt(2)));
  }

  private Commitment commitment() {
    return new Commitment(
        random.nextInt(3) == 0 ? PersonalField.NAME : PersonalField.ID_NUMBER,
        Sha256.of(new byte[] {1}));
  }

  private Money yuan() {
    return Money.ofYuan(random.nextInt(1, 10_000));
  }

  private Event fund() {
    return switch (random.nextInt(4)) {
      case 0 ->
          new FundPassedDown(FUND, Telling.AIRPORT, new DocumentNumber("新财预〔2016〕1号"), yuan());
      case 1 -> new FundReturned(FUND, PROJECT, yuan());
      case 2 -> new FundCarriedOver(FUND, 2017, yuan());
      default -> new FundReclaimed(FUND, ReclaimReason.SURPLUS, yuan());
    };
  }

  private Event project() {
    return switch (random.nextInt(5)) {
      case 0 -> new ProjectApproved(PROJECT, "office", yuan());
      case 1 -> new ProjectStarted(PROJECT, Procurement.TENDERED);
      case 2 -> new ProjectAccepted(PROJECT, AcceptanceLevel.COUNTY, 2);
      case 3 -> new ProjectDebited(PROJECT, PAYMENT, FUND, yuan(), 1);
      default -> new ProjectCredited(PROJECT, PAYMENT, FUND, yuan());
    };
  }

  private Event payment() {
    return switch (random.nextInt(3)) {
      case 0 -> new PaymentApproved(PAYMENT);
      case 1 -> new FundDisbursed(PAYMENT, PROJECT, FUND, yuan(), 1);
      default ->
          new SupplierPaid(
              PAYMENT,
              PROJECT,
              FUND,
              new SupplierId("GYS-0001"),
              Instalment.ADVANCE,
              yuan(),
              AccountKind.CORPORATE);
    };
  }

  private Event aid(RegionCode village) {
    LoanId loan = new LoanId("%03d".formatted(random.nextInt(4)));
    return switch (random.nextInt(5)) {
      case 0 -> new MutualAidFundEstablished(village, yuan(), 6, yuan());
      case 1 -> new MutualAidTermsChanged(village, 5, yuan());
      case 2 ->
          new LoanGranted(
              village, loan, Telling.household(1), yuan(), FIRST.plusYears(3), LoanUse.FARMING);
      case 3 -> new LoanRepaid(village, loan, yuan(), random.nextBoolean() ? null : Money.ZERO);
      default -> new LoanDefaulted(village, loan, yuan());
    };
  }

  private Event lead(RegionCode village, long cited) {
    return switch (random.nextInt(4)) {
      case 0 -> new LeadReceived(LEAD, LeadSource.OWN_WORK, village, List.of(cited), null, null);
      case 1 -> new LeadReopened(LEAD, List.of(cited));
      case 2 -> new CaseEvidenceTaken(LEAD, List.of(cited), List.of(Telling.officer(1)));
      default -> new LeadDisposed(LEAD, Disposition.HELD);
    };
  }

  private Event audit(RegionCode village, long cited) {
    return switch (random.nextInt(3)) {
      case 0 -> new AuditNoticeServed(AUDIT, village, "office", List.of(Telling.officer(1)));
      case 1 -> new AuditEvidenceTaken(AUDIT, List.of(cited), List.of(Telling.officer(1)));
      default ->
          new AuditReportDrafted(
              AUDIT,
              List.of(
                  new AuditFinding(1, FindingKind.IDLE, List.of(cited), Money.ZERO),
                  new AuditFinding(2, FindingKind.FRAUD, List.of(cited), Money.ZERO)));
    };
  }
}
