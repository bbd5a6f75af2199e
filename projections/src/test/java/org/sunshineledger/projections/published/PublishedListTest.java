package org.sunshineledger.projections.published;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fund.FundingLevel;
import org.sunshineledger.ledger.fund.Purpose;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.notice.DocumentSeal;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.ledger.project.ConstructionNature;
import org.sunshineledger.ledger.project.ExpenditureKind;
import org.sunshineledger.ledger.project.Linkage;
import org.sunshineledger.ledger.project.Participation;
import org.sunshineledger.ledger.project.ProjectCategory;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.supervision.CheckKind;
import org.sunshineledger.ledger.supervision.ClaimKind;
import org.sunshineledger.ledger.supervision.ClaimOperator;
import org.sunshineledger.ledger.village.PoorVillageLevel;
import org.sunshineledger.projections.board.Notice;
import org.sunshineledger.projections.disclosure.Disclosure;
import org.sunshineledger.projections.disclosure.Matter;
import org.sunshineledger.projections.money.Account;
import org.sunshineledger.projections.money.Flow;
import org.sunshineledger.projections.money.FundLine;
import org.sunshineledger.projections.money.ProjectLine;
import org.sunshineledger.projections.mutualaid.ToldFund;
import org.sunshineledger.projections.progress.PublicStanding;
import org.sunshineledger.projections.progress.Tally;
import org.sunshineledger.projections.progress.TargetFigure;
import org.sunshineledger.projections.progress.ToldCounts;
import org.sunshineledger.projections.progress.VillageProgress.Listing;
import org.sunshineledger.projections.progress.YearLine;
import org.sunshineledger.projections.reconciliation.Check;
import org.sunshineledger.projections.reconciliation.CheckResult;
import org.sunshineledger.projections.reconciliation.Claim;
import org.sunshineledger.projections.reconciliation.ClaimResult;
import org.sunshineledger.projections.reconciliation.Reason;
import org.sunshineledger.projections.reconciliation.Verdict;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.responsibility.Duty;

/**
 * Digests stand on paper, so the text they are of may not change by a byte. The golden file is
 * written by
 *
 * <pre>mvn -pl ledger,projections test -Dtest=PublishedListTest -Dpublished.write=true</pre>
 *
 * for a list that is new. What stands there of a format that was ever shipped is not edited.
 */
@DisplayName("名单的规范形式")
class PublishedListTest {

  private static final Path GOLDEN = Path.of("src/test/resources/published/lists-v2.txt");
  private static final LocalDate DAY = LocalDate.of(2016, 10, 17);
  private static final RegionCode VILLAGE = new RegionCode("410173202001");
  private static final RegionCode COUNTY = new RegionCode("410173");
  private static final DocumentNumber FUND = new DocumentNumber("郑财预〔2016〕1号");
  private static final DocumentNumber ABOVE = new DocumentNumber("豫财农〔2015〕9号");
  private static final ProjectCode PROJECT = new ProjectCode("PROJECT-1");

  private static final Node NODE =
      new Node(VILLAGE, "一\"村\"\\\t", RegionLevel.VILLAGE, COUNTY, 5, true);

  private static Money yuan(long yuan) {
    return Money.ofYuan(yuan);
  }

  private static Tally tally(int households) {
    return new Tally(households, 3 * households);
  }

  /** One row, or two, of every list. */
  private static Map<ListName, List<String>> rows() {
    Map<ListName, List<String>> rows = new EnumMap<>(ListName.class);
    Notice open =
        new Notice(
            new NoticeId("NOTICE-1"),
            NoticeKind.EXIT,
            RegionLevel.VILLAGE,
            VILLAGE,
            List.of(COUNTY),
            DAY,
            DAY.plusDays(7),
            "NOTICE_TOO_SHORT",
            new DocumentSeal(Sha256.of(new byte[0]), 12, yuan(3), "mask-1", null),
            null,
            17,
            true);
    Notice past =
        new Notice(
            new NoticeId("NOTICE-2"),
            NoticeKind.EXIT,
            RegionLevel.VILLAGE,
            VILLAGE,
            List.of(),
            DAY.minusDays(20),
            DAY.minusDays(12),
            "NOTICE_TOO_SHORT",
            new DocumentSeal(Sha256.of(new byte[1]), 0, null, "mask-1", null),
            new Notice.Closing(new NoticeId("NOTICE-2"), DAY.minusDays(10), false, 16),
            9,
            false);
    Notice announced =
        new Notice(
            new NoticeId("ANNOUNCED-1"),
            NoticeKind.FUND_ALLOCATION,
            RegionLevel.COUNTY,
            COUNTY,
            List.of(),
            DAY,
            null,
            null,
            new DocumentSeal(Sha256.of(new byte[2]), 1, yuan(1_000_000), "none", null),
            null,
            8,
            false);
    rows.put(ListName.OPEN_NOTICES, ListRows.notices(List.of(open)));
    rows.put(ListName.PAST_NOTICES, ListRows.notices(List.of(past)));
    rows.put(ListName.ANNOUNCEMENTS, ListRows.notices(List.of(announced)));
    rows.put(ListName.DIVISIONS, ListRows.divisions(List.of(NODE)));
    rows.put(
        ListName.STANDINGS,
        ListRows.standings(
            new ListRows.Placed(NODE, standing()), List.of(new ListRows.Placed(NODE, nothing()))));
    rows.put(
        ListName.VILLAGE_LISTINGS,
        ListRows.listings(
            List.of(
                new Listing(DAY, 3, true, PoorVillageLevel.PROVINCE, null, 900, null, true),
                new Listing(
                    DAY.plusDays(1), 4, false, null, 7, 901, new NoticeId("NOTICE-2"), false))));
    rows.put(
        ListName.RESPONSIBLE_OFFICERS,
        ListRows.duties(
            List.of(
                new Duty(
                    Duty.Kind.POST,
                    new OfficerId("OFF-1"),
                    "某某",
                    Post.VILLAGE_SECRETARY,
                    "office",
                    "village/410173202001",
                    DAY,
                    DAY.plusYears(1),
                    6,
                    7L,
                    true),
                new Duty(
                    Duty.Kind.PAIRING,
                    new OfficerId("OFF-2"),
                    "某某",
                    null,
                    null,
                    "village/410173202001",
                    DAY,
                    null,
                    8,
                    null,
                    false))));
    List<Disclosure> disclosures =
        List.of(
            disclosure(Matter.PAYMENT, "payment/PAY-1", null),
            disclosure(Matter.PROJECT_APPROVAL, "project/PROJECT-2", new NoticeId("NOTICE-1")),
            disclosure(Matter.PROJECT_APPROVAL, "project/PROJECT-1", null));
    rows.put(ListName.DISCLOSURES, ListRows.disclosures(disclosures));
    rows.put(ListName.PAYMENT_DISCLOSURES, ListRows.paymentDisclosures(disclosures));
    rows.put(ListName.PROJECTS, ListRows.projects(List.of(project())));
    rows.put(ListName.PROJECT_FLOWS, ListRows.projectFlows(List.of(project())));
    rows.put(ListName.FUNDS, ListRows.funds(List.of(fund())));
    rows.put(ListName.ALLOTMENTS, ListRows.allotments(List.of(fund())));
    rows.put(ListName.FUND_FLOWS, ListRows.fundFlows(List.of(fund())));
    List<ToldFund> aid =
        List.of(
            new ToldFund(
                VILLAGE, yuan(100_000), 6, yuan(50_000), yuan(7), null, DAY, false, 12, true));
    rows.put(ListName.MUTUAL_AID, ListRows.mutualAid(aid));
    rows.put(ListName.MUTUAL_AID_LOANS, ListRows.mutualAidLoans(aid));
    rows.put(
        ListName.PROGRESS_YEARS,
        ListRows.years(
            List.of(
                new YearLine(
                    NODE,
                    2016,
                    new TargetFigure(32_000L, null, "C001", 2),
                    tally(1),
                    tally(2),
                    tally(3),
                    4,
                    true),
                new YearLine(NODE, 2015, null, tally(1), tally(2), tally(3), 0, false))));
    Claim claim =
        new Claim(
            "zhengzhou-2016",
            "C001",
            COUNTY,
            "persons.registered",
            "person",
            ClaimKind.TARGET,
            DAY,
            ClaimOperator.EQUAL,
            new BigDecimal("32000.00"),
            2);
    rows.put(ListName.CLAIMS, ListRows.claims(List.of(claim)));
    rows.put(
        ListName.CHECKS,
        ListRows.checks(
            List.of(
                new CheckResult(
                    new Check(
                        "zhengzhou-2016",
                        "K02",
                        CheckKind.EQUAL,
                        "C070 - C072 = C074",
                        new BigDecimal("0.00"),
                        "arithmetic",
                        3),
                    false,
                    new BigDecimal("200"),
                    new BigDecimal("216"),
                    new BigDecimal("-16"),
                    "948 − 748 = 200 ≠ 216",
                    null,
                    List.of(),
                    List.of("C070", "C072", "C074")))));
    rows.put(
        ListName.VERDICTS,
        ListRows.verdicts(
            List.of(
                new ClaimResult(
                    claim,
                    new BigDecimal("1E+3"),
                    new BigDecimal("0.50"),
                    Verdict.CONTRADICTED,
                    Reason.REPLAYED,
                    "",
                    true,
                    null,
                    List.of()))));
    return rows;
  }

  private static PublicStanding standing() {
    return new PublicStanding(
        tally(1),
        tally(2),
        tally(3),
        tally(4),
        tally(5),
        tally(6),
        tally(7),
        tally(8),
        tally(9),
        tally(10),
        new TreeMap<>(Map.of(2017, tally(2), 2016, tally(1))),
        new ToldCounts(
            DAY.minusDays(17),
            new TreeMap<>(Map.of(PovertyCause.ILLNESS, 5)),
            new TreeMap<>(Map.of(MeasureKind.RELOCATION, 6))),
        15,
        16,
        17,
        true);
  }

  private static PublicStanding nothing() {
    return new PublicStanding(
        Tally.NONE,
        Tally.NONE,
        Tally.NONE,
        Tally.NONE,
        Tally.NONE,
        Tally.NONE,
        Tally.NONE,
        Tally.NONE,
        Tally.NONE,
        Tally.NONE,
        new TreeMap<>(),
        new ToldCounts(DAY.minusDays(17), new TreeMap<>(), new TreeMap<>()),
        0,
        0,
        0,
        false);
  }

  private static Disclosure disclosure(Matter matter, String about, @Nullable NoticeId notice) {
    return new Disclosure(
        matter,
        NODE,
        about,
        DAY,
        21,
        DAY.plusDays(10),
        true,
        notice,
        notice == null ? null : DAY.plusDays(1),
        false,
        true,
        notice == null ? Disclosure.Status.OVERDUE : Disclosure.Status.IN_TIME,
        true);
  }

  private static Flow flow() {
    return new Flow(yuan(100), yuan(10), yuan(20), yuan(30), yuan(25), yuan(5), yuan(20), 4, true);
  }

  private static FundLine fund() {
    return new FundLine(
        FUND,
        new Account.FundHead(
            FundingLevel.CENTRAL, Purpose.GENERAL, 2016, COUNTY, ABOVE, DAY, 31, false),
        flow(),
        new TreeMap<>(Map.of("410184", yuan(10))),
        Map.of(new DocumentNumber("郑财预〔2016〕2号"), yuan(20)),
        List.of(
            new FundLine.Allotment(
                PROJECT,
                yuan(30),
                yuan(25),
                yuan(5),
                yuan(20),
                Money.ZERO,
                new TreeMap<>(Map.of(VILLAGE, yuan(20)))),
            new FundLine.Allotment(
                new ProjectCode("PROJECT-2"),
                Money.ZERO,
                yuan(1),
                Money.ZERO,
                yuan(1),
                Money.ZERO,
                Map.of())),
        List.of(),
        true);
  }

  private static ProjectLine project() {
    return new ProjectLine(
        PROJECT,
        new Account.ProjectHead(
            "大棚",
            ProjectCategory.SPECIALTY_ECONOMY,
            ConstructionNature.NEW,
            VILLAGE,
            DAY,
            DAY.plusMonths(6),
            "农业局",
            "二十座",
            yuan(400),
            FundingLevel.CENTRAL,
            12,
            "增收",
            Participation.VILLAGE_MEETING,
            Linkage.DIRECT_SUBSIDY,
            ExpenditureKind.INDUSTRY,
            DAY,
            41,
            false),
        new Account.Approval(yuan(390), DAY.plusDays(3), 42),
        flow(),
        Map.of(FUND, yuan(30)),
        Map.of(FUND, yuan(25)),
        yuan(2),
        Map.of(VILLAGE, yuan(20)),
        Map.of("SUPPLIER-1", yuan(5)),
        List.of(new Account.Step("project.project-admitted.v1", DAY, 41, null)),
        true);
  }

  private static byte[] texts() throws IOException {
    ByteArrayOutputStream texts = new ByteArrayOutputStream();
    for (Map.Entry<ListName, List<String>> each : rows().entrySet()) {
      PublishedList list = list(each.getKey(), each.getValue());
      texts.write(list.text());
      texts.write((list.digest() + "\n").getBytes(UTF_8));
    }
    return texts.toByteArray();
  }

  private static PublishedList list(ListName name, List<String> rows) {
    String subject =
        switch (name.about()) {
          case LEDGER -> null;
          case REGION -> VILLAGE.code();
          case SOURCE -> "zhengzhou-2016";
        };
    return new PublishedList(name, subject, DAY, 269_813, rows);
  }

  @Test
  void isWhatItWasWhenDigestsWerePrinted() throws IOException {
    if (Boolean.getBoolean("published.write")) Files.write(GOLDEN, texts());
    assertThat(new String(texts(), UTF_8)).isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void hasAFormForEveryList() {
    assertThat(rows().keySet()).containsExactly(ListName.values());
  }

  @Test
  void tellsAListThatIsEmptyFromOneOfAnotherDay() {
    PublishedList empty = list(ListName.OPEN_NOTICES, List.of());

    assertThat(new String(empty.text(), UTF_8))
        .isEqualTo(
            "{\"format\":\"sunshine-ledger-list/v2\",\"list\":\"open-notices\","
                + "\"subject\":\"410173202001\",\"asOf\":\"2016-10-17\",\"size\":269813}\n");
    assertThat(
            new PublishedList(
                    empty.name(), empty.subject(), DAY.plusDays(1), empty.size(), List.of())
                .digest())
        .isNotEqualTo(empty.digest());
  }
}
