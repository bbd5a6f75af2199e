package org.sunshineledger.api.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.api.scenario.Published.AllocationNotice;
import org.sunshineledger.api.scenario.Published.Check;
import org.sunshineledger.api.scenario.Published.Claim;
import org.sunshineledger.api.scenario.Published.Division;
import org.sunshineledger.api.scenario.Script.Township;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.NoticeOrder.Announce;
import org.sunshineledger.ledger.notice.PublishedDocument;
import org.sunshineledger.ledger.policy.PolicyId;
import org.sunshineledger.ledger.policy.PolicyOrder.IssuePolicy;
import org.sunshineledger.ledger.policy.Sector;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.region.RegionOrder.DefineRegion;
import org.sunshineledger.ledger.region.RegionOrder.TransferRegion;
import org.sunshineledger.ledger.supervision.ClaimOrder.RecordClaim;
import org.sunshineledger.ledger.supervision.ClaimOrder.RecordClaimCheck;

/** What is there before any village's story: divisions, the article's figures, the real notice. */
final class Opening {

  static final RegionCode ZHENGZHOU = new RegionCode("410100");
  static final String SOURCE = "zhengzhou-2016";
  private static final LocalDate ARTICLE = LocalDate.of(2016, 10, 17);

  /** 登记标准时点 of the paper register (domain.md section 1.3); the divisions are taken as of it. */
  private static final LocalDate STANDARD_TIME = LocalDate.of(2013, 12, 1);

  private static final String[] SECTOR_TITLES = {
    "教育扶贫", "健康扶贫", "转移就业扶贫", "特殊救助和最低生活保障扶贫", "金融扶持", "产业扶贫"
  };
  private static final Sector[] SECTORS = {
    Sector.EDUCATION,
    Sector.HEALTH,
    Sector.TRANSFER_EMPLOYMENT,
    Sector.SUBSISTENCE_AND_RELIEF,
    Sector.FINANCE,
    Sector.INDUSTRY
  };
  private static final int CITY_SECTOR_PLANS = 16;
  private static final int ZHONGMOU_SECTOR_PLANS = 7;

  private Opening() {}

  /** Who enters what was published; the ledger's own clerk, not an officer of 2016. */
  static Actor archivist() {
    return new Actor(new OfficerId("DEMO-ADMIN"), Post.ADMINISTRATOR, "阳光账本演示", ZHENGZHOU);
  }

  static void realRegions(Telling telling) {
    Set<RegionCode> defined = new HashSet<>();
    List<Division> divisions = new ArrayList<>(Published.divisions());
    for (Division division : divisions) {
      LocalDate from = division.validFrom();
      RegionCode parent = division.parent();
      if (defined.add(division.code()))
        telling.tell(
            archivist(),
            from == null ? STANDARD_TIME : from,
            new DefineRegion(division.code(), division.name(), division.level(), parent));
      else if (from != null && parent != null)
        telling.tell(archivist(), from, new TransferRegion(division.code(), parent));
    }
  }

  static void syntheticRegions(Telling telling, List<Hamlet> hamlets) {
    Set<RegionCode> townships = new HashSet<>();
    for (Hamlet hamlet : hamlets) {
      Township township = hamlet.township();
      if (township.isSynthetic() && townships.add(township.code()))
        telling.tell(
            archivist(),
            STANDARD_TIME,
            new DefineRegion(
                township.code(),
                township.name() + "（合成）",
                RegionLevel.TOWNSHIP,
                hamlet.block().county()));
      telling.tell(
          archivist(),
          STANDARD_TIME,
          new DefineRegion(hamlet.code(), hamlet.name(), RegionLevel.VILLAGE, township.code()));
    }
  }

  static void claims(Telling telling) {
    for (Claim claim : Published.claims())
      telling.tell(
          archivist(),
          ARTICLE,
          new RecordClaim(
              SOURCE,
              claim.id(),
              claim.region(),
              claim.metric(),
              claim.unit(),
              claim.kind(),
              claim.asOf(),
              claim.op(),
              claim.value()));
    for (Check check : Published.checks())
      telling.tell(
          archivist(),
          ARTICLE,
          new RecordClaimCheck(
              SOURCE,
              check.id(),
              check.kind(),
              check.expression(),
              check.tolerance(),
              check.source()));
  }

  /** The city finance bureau's notice of 6 March 2018, line by line as it was published. */
  static void allocationNotice(Telling telling) {
    AllocationNotice notice = Published.allocationNotice();
    List<List<String>> rows = new ArrayList<>();
    for (Published.Source source : notice.sources()) {
      for (long amount : source.amounts())
        rows.add(List.of(level(source.level()), "", String.valueOf(amount)));
      rows.add(List.of(level(source.level()), "小计", String.valueOf(source.subtotal())));
    }
    rows.add(List.of("上级", "合计", String.valueOf(notice.higherLevelsSubtotal())));
    rows.add(List.of("全部", "总计", String.valueOf(notice.total())));
    for (Published.DocumentPair pair : notice.documentNumbers())
      rows.add(List.of("文号", pair.higher(), pair.city()));
    NoticeId id = new NoticeId("410100-CZ-2018-03-06");
    PublishedDocument document =
        new PublishedDocument(
            notice.title(),
            List.of("资金来源", "项目", "金额（万元）或文号"),
            rows,
            Money.ofYuan(notice.total() * 10_000),
            "none",
            false,
            Sha256.of(("nonce/" + id).getBytes(UTF_8)).hex());
    telling.tell(
        archivist(),
        notice.published(),
        new Announce(
            id,
            NoticeKind.FUND_ALLOCATION,
            RegionLevel.CITY,
            ZHENGZHOU,
            List.<UUID>of(),
            List.of(ZHENGZHOU),
            document));
  }

  private static String level(String code) {
    return switch (code) {
      case "CENTRAL" -> "中央";
      case "PROVINCE" -> "省级";
      case "CITY" -> "市级";
      default -> throw new IllegalArgumentException("no such level in the notice: " + code);
    };
  }

  /**
   * 1+N: the one opinion, the city's sixteen plans and 中牟's seven; titles beyond those named in the
   * article are numbered.
   */
  static void policies(Telling telling, Cast cast) {
    PolicyId opinion = new PolicyId("ZZ-2016-1");
    Actor city = cast.city(Post.POVERTY_OFFICE_HEAD);
    LocalDate issued = LocalDate.of(2016, 3, 15);
    issue(
        telling,
        city,
        issued,
        issued.plusDays(6),
        new IssuePolicy(
            opinion,
            "中共郑州市委 郑州市人民政府",
            ZHENGZHOU,
            null,
            "关于深入推进精准扶贫打赢脱贫攻坚战的实施意见",
            Sector.GENERAL,
            null));
    sectorPlans(telling, city, ZHENGZHOU, "ZZ-2016-N", CITY_SECTOR_PLANS, issued, opinion);
    RegionCode zhongmou = new RegionCode("410122");
    sectorPlans(
        telling,
        cast.county(zhongmou, Post.POVERTY_OFFICE_HEAD),
        zhongmou,
        "ZM-2016-N",
        ZHONGMOU_SECTOR_PLANS,
        issued,
        opinion);
  }

  private static void sectorPlans(
      Telling telling,
      Actor issuer,
      RegionCode region,
      String prefix,
      int count,
      LocalDate opinionIssued,
      @Nullable PolicyId parent) {
    for (int i = 0; i < count; i++) {
      LocalDate day = opinionIssued.plusDays(10L + 3L * i);
      issue(
          telling,
          issuer,
          day,
          // One of the plans was published a month late, the last one never.
          i == count - 1 ? null : day.plusDays(i == 2 ? 48 : 5),
          new IssuePolicy(
              new PolicyId(prefix + (i + 1)),
              issuer.office(),
              region,
              null,
              (i < SECTOR_TITLES.length ? SECTOR_TITLES[i] : "第" + (i + 1) + "项脱贫攻坚政策") + "方案（合成）",
              i < SECTORS.length ? SECTORS[i] : Sector.OTHER,
              parent));
    }
  }

  private static void issue(
      Telling telling,
      Actor issuer,
      LocalDate day,
      @Nullable LocalDate announced,
      IssuePolicy order) {
    AtomicReference<UUID> policy = new AtomicReference<>();
    telling.plan(
        day,
        batch ->
            policy.set(
                batch.submit(order, telling.act(issuer, day, List.of(), List.of())).getFirst()));
    if (announced == null) return;
    NoticeId notice = new NoticeId("%s-%s".formatted(order.region(), order.policy().number()));
    PublishedDocument document =
        new PublishedDocument(
            order.title(),
            List.of("发文机关", "文件"),
            List.of(List.of(order.issuer(), order.title())),
            null,
            "none",
            true,
            Sha256.of(("nonce/" + notice).getBytes(UTF_8)).hex());
    telling.plan(
        announced,
        batch ->
            batch.submit(
                new Announce(
                    notice,
                    NoticeKind.POLICY,
                    order.region().equals(ZHENGZHOU) ? RegionLevel.CITY : RegionLevel.COUNTY,
                    order.region(),
                    List.of(policy.get()),
                    List.of(order.region()),
                    document),
                telling.act(issuer, announced, List.of(), List.of())));
  }
}
