package org.sunshineledger.api.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.duty.EndReason;
import org.sunshineledger.ledger.duty.OfficerOrder.EndPairing;
import org.sunshineledger.ledger.duty.OfficerOrder.Pair;
import org.sunshineledger.ledger.duty.OfficerOrder.RecordVisit;
import org.sunshineledger.ledger.duty.OfficerOrder.RegisterOfficer;
import org.sunshineledger.ledger.duty.OfficerOrder.TakePost;
import org.sunshineledger.ledger.duty.PairingScope;
import org.sunshineledger.ledger.duty.VisitPurpose;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Evidence;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fact.Signer;
import org.sunshineledger.ledger.household.HouseholdCategory;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;
import org.sunshineledger.ledger.household.HouseholdOrder.IdentifyHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.IdentificationBasis;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.household.PovertyStandard;
import org.sunshineledger.ledger.household.Relationship;
import org.sunshineledger.ledger.policy.PolicyId;
import org.sunshineledger.ledger.policy.PolicyOrder.OpenBackfill;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.region.RegionOrder.DefineRegion;
import org.sunshineledger.ledger.region.RegionOrder.TransferRegion;
import org.sunshineledger.ledger.rules.Act;

/**
 * 八千 in a city of its own: a township that moves from one county to another on 1 January 2016, and
 * a household whose helper goes that day and whose next one comes three weeks late.
 */
final class BaqianTown {

  static final RegionCode CITY = new RegionCode("970100");
  static final RegionCode TOWNSHIP = new RegionCode("970173202");
  static final HouseholdId HOUSEHOLD = new HouseholdId("9701732020010001");
  static final String INSPECTOR = "BAQIAN-INSPECTOR";

  private static final RegionCode PROVINCE = new RegionCode("970000");
  private static final RegionCode XINZHENG = new RegionCode("970184");
  private static final RegionCode AIRPORT = new RegionCode("970173");
  private static final RegionCode VILLAGE = new RegionCode("970173202001");
  private static final LocalDate FIRST = LocalDate.of(2014, 1, 1);
  private static final LocalDate TRANSFER = LocalDate.of(2016, 1, 1);

  private final Ledger ledger;

  private BaqianTown(Ledger ledger) {
    this.ledger = ledger;
  }

  /** It is built once in a ledger. */
  static void in(Ledger ledger) {
    if (ledger.journal().beginning("region/" + CITY).isPresent()) return;
    BaqianTown town = new BaqianTown(ledger);
    town.divisions();
    town.officers();
    town.household();
    town.transfer();
  }

  private void divisions() {
    live(FIRST, new DefineRegion(PROVINCE, "测试省", RegionLevel.PROVINCE, null));
    live(FIRST, new DefineRegion(CITY, "测试市", RegionLevel.CITY, PROVINCE));
    live(FIRST, new DefineRegion(XINZHENG, "测试新郑", RegionLevel.COUNTY, CITY));
    live(FIRST, new DefineRegion(AIRPORT, "测试港区", RegionLevel.COUNTY, CITY));
    live(FIRST, new DefineRegion(TOWNSHIP, "测试八千", RegionLevel.TOWNSHIP, XINZHENG));
    live(FIRST, new DefineRegion(VILLAGE, "八千一村", RegionLevel.VILLAGE, TOWNSHIP));
    live(
        LocalDate.now(ZoneId.of("Asia/Shanghai")),
        new OpenBackfill(new PolicyId("BACKFILL-970184"), XINZHENG, "领导小组"));
  }

  private void officers() {
    take(INSPECTOR, "某纪检", Post.INSPECTOR, CITY);
    take("BAQIAN-SZ", "某市长", Post.GOVERNMENT_HEAD, CITY);
    take("BAQIAN-XZ-1", "某新郑书记", Post.PARTY_SECRETARY, XINZHENG);
    take("BAQIAN-XZ-2", "某新郑县长", Post.GOVERNMENT_HEAD, XINZHENG);
    take("BAQIAN-XZ-3", "某新郑干部", Post.OFFICIAL, XINZHENG);
    take("BAQIAN-GQ-1", "某港区书记", Post.PARTY_SECRETARY, AIRPORT);
    take("BAQIAN-GQ-2", "某港区主任", Post.GOVERNMENT_HEAD, AIRPORT);
    take("BAQIAN-GQ-3", "某港区干部", Post.OFFICIAL, AIRPORT);
    take("BAQIAN-XIANG", "某乡长", Post.GOVERNMENT_HEAD, TOWNSHIP);
    take("BAQIAN-CUN", "某村支书", Post.VILLAGE_SECRETARY, VILLAGE);
  }

  private void take(String officer, String name, Post post, RegionCode region) {
    live(FIRST, new RegisterOfficer(new OfficerId(officer), name));
    live(FIRST, new TakePost(new OfficerId(officer), post, "测试机关", region));
  }

  private void household() {
    backfill(
        LocalDate.of(2014, 4, 1),
        new ApplyForRegister(
            HOUSEHOLD,
            VILLAGE,
            2,
            List.of(new Person(new MemberId("01"), Relationship.HEAD, "某某某", "970000195501010214")),
            List.of(PovertyCause.ILLNESS)));
    backfill(
        LocalDate.of(2014, 5, 11),
        new IdentifyHousehold(
            HOUSEHOLD,
            PovertyCause.ILLNESS,
            List.of(),
            HouseholdCategory.ORDINARY,
            PovertyStandard.NATIONAL,
            null,
            IdentificationBasis.HEALTH,
            null));
    OfficerId helper = new OfficerId("BAQIAN-XZ-3");
    live(LocalDate.of(2014, 5, 11), new Pair(helper, PairingScope.HOUSEHOLD, HOUSEHOLD.stream()));
    live(LocalDate.of(2015, 3, 5), new RecordVisit(helper, HOUSEHOLD, VisitPurpose.SURVEY));
  }

  private void transfer() {
    live(
        TRANSFER,
        new EndPairing(
            new OfficerId("BAQIAN-XZ-3"),
            PairingScope.HOUSEHOLD,
            HOUSEHOLD.stream(),
            EndReason.REGION_MOVED));
    live(TRANSFER, new TransferRegion(TOWNSHIP, AIRPORT));
    live(
        TRANSFER.plusDays(21),
        new Pair(new OfficerId("BAQIAN-GQ-3"), PairingScope.HOUSEHOLD, HOUSEHOLD.stream()));
  }

  private void live(LocalDate day, Order order) {
    submit(day, order, Mode.LIVE);
  }

  private void backfill(LocalDate day, Order order) {
    submit(day, order, Mode.BACKFILL);
  }

  private void submit(LocalDate day, Order order, Mode mode) {
    Actor archivist = new Actor(new OfficerId("ARCHIVE-1"), Post.ADMINISTRATOR, "档案", PROVINCE);
    List<Signer> signers =
        List.of(
            new Signer(new OfficerId("BAQIAN-CUN"), Signer.Capacity.VILLAGE_COMMITTEE),
            new Signer(new OfficerId("BAQIAN-XIANG"), Signer.Capacity.WORK_TEAM));
    Evidence form =
        new Evidence(Evidence.Kind.SIGNED_FORM, Sha256.of("signed".getBytes(UTF_8)), 120_000);
    @Nullable String basis = null;
    ledger
        .orders()
        .submit(
            order,
            new Act(
                day,
                archivist,
                signers,
                basis,
                List.of(form),
                mode,
                Origin.SYNTHETIC,
                UUID.randomUUID(),
                null),
            null);
  }
}
