package org.sunshineledger.api.scenario;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sunshineledger.api.scenario.Family.Change;
import org.sunshineledger.api.scenario.Family.Fate;
import org.sunshineledger.api.scenario.ScenarioProgress.Phase;
import org.sunshineledger.api.scenario.Script.Block;
import org.sunshineledger.api.scenario.Script.Township;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.duty.EndReason;
import org.sunshineledger.ledger.duty.OfficerOrder.EndPairing;
import org.sunshineledger.ledger.duty.OfficerOrder.LeavePost;
import org.sunshineledger.ledger.duty.OfficerOrder.RegisterOfficer;
import org.sunshineledger.ledger.duty.OfficerOrder.TakePost;
import org.sunshineledger.ledger.duty.PairingScope;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.household.HouseholdOrder.RemoveMember;
import org.sunshineledger.ledger.household.LeaveReason;
import org.sunshineledger.ledger.policy.PolicyId;
import org.sunshineledger.ledger.policy.PolicyOrder.CloseBackfill;
import org.sunshineledger.ledger.policy.PolicyOrder.OpenBackfill;
import org.sunshineledger.ledger.project.ProjectCategory;

/**
 * Tells the scenario chapter by chapter. A chapter is one append under its own idempotency key, so
 * a load that was killed is finished by the next start: told chapters are found by their keys and
 * skipped, and the facts come out the same.
 */
public final class ScenarioLoader {

  private static final Logger LOG = LoggerFactory.getLogger(ScenarioLoader.class);

  /** Facts of the whole scenario; it follows from the seed, and a test holds it. */
  public static final long FACTS = 269_813;

  private static final RegionCode XINMI = new RegionCode("410183");
  private static final String AUTHORITY = "郑州市脱贫攻坚领导小组（演示）";

  private final Ledger ledger;
  private final ScenarioProgress progress;
  private final Clock clock;
  private final Script script = Script.read();
  private final List<Hamlet> hamlets = new Census(script).hamlets();
  private final Cast cast = new Cast(script, regionNames());

  public ScenarioLoader(Ledger ledger, ScenarioProgress progress, Clock clock) {
    this.ledger = ledger;
    this.progress = progress;
    this.clock = clock;
  }

  /** Blocks until the last chapter is committed; does nothing for chapters already told. */
  public void load() {
    progress.expect(FACTS);
    progress.enter(Phase.PUBLISHED_FIGURES);
    chapter("divisions", Mode.LIVE, Origin.IMPORTED, Opening::realRegions);
    chapter("claims", Mode.LIVE, Origin.IMPORTED, Opening::claims);
    chapter("allocation-notice", Mode.LIVE, Origin.IMPORTED, Opening::allocationNotice);

    progress.enter(Phase.DIVISIONS);
    chapter("villages", Mode.LIVE, Origin.SYNTHETIC, t -> Opening.syntheticRegions(t, hamlets));
    chapter("accounts", Mode.LIVE, Origin.SYNTHETIC, this::demonstrationOfficers);
    chapter("backfill-opened", Mode.LIVE, Origin.SYNTHETIC, this::openBackfill);

    progress.enter(Phase.OFFICERS);
    backfill(
        "city",
        telling -> {
          cast.appointCity(telling);
          Opening.policies(telling, cast);
        });
    counties().forEach(this::appointOfficers);

    progress.enter(Phase.MONEY);
    backfill(
        "money/" + Opening.ZHENGZHOU,
        telling ->
            Budget.ofTheCity(
                cast,
                telling,
                counties().keySet().stream().map(ScenarioLoader::yuanIn2016).toList()));
    counties().forEach(this::allotMoney);

    progress.enter(Phase.HOUSEHOLDS);
    for (Hamlet hamlet : hamlets)
      backfill(
          "village/" + hamlet.code(),
          telling -> new VillageStory(new Setting(hamlet, cast, script, telling)).tell());
    for (Hamlet hamlet : hamlets)
      if (hamlet.block().exited2015())
        backfill(
            "village-exit/" + hamlet.code(),
            telling -> new VillageExit(new Setting(hamlet, cast, script, telling)).tell());
    new GoldenSeed(cast, hamlets)
        .funds()
        .forEach(fund -> backfill("mutual-aid/" + fund.village(), fund::tell));
    backfill("partners", telling -> Partners.tell(telling, cast, hamlets));
    Suspicions suspicions = new Suspicions(cast, hamlets);
    backfill("suspicions", suspicions::backfill);
    backfill("inquiries", telling -> new Inquiries(cast, hamlets, ledger.journal()).tell(telling));
    chapter("backfill-closed", Mode.LIVE, Origin.SYNTHETIC, this::closeBackfill);

    progress.enter(Phase.LATE_CORRECTIONS);
    chapter("late", Mode.LIVE, Origin.SYNTHETIC, this::lateCorrections);
    chapter("suspicions-live", Mode.LIVE, Origin.SYNTHETIC, suspicions::live);
  }

  private void backfill(String name, Consumer<Telling> plan) {
    chapter(name, Mode.BACKFILL, Origin.SYNTHETIC, plan);
  }

  private void chapter(String name, Mode mode, Origin origin, Consumer<Telling> plan) {
    String key = "scenario/" + Opening.SOURCE + "/" + name;
    long facts =
        ledger
            .journal()
            .receiptOf(key)
            .orElseGet(() -> {
              Telling telling = new Telling(name, mode, origin);
              plan.accept(telling);
              return ledger.orders().together(key, telling::into);
            })
            .count();
    progress.advance(facts);
    LOG.debug("chapter {}: {} facts", name, facts);
  }

  private static Map<RegionCode, String> namesOfDivisions() {
    Map<RegionCode, String> names = new HashMap<>();
    for (Published.Division division : Published.divisions())
      names.put(division.code(), division.name());
    return names;
  }

  private Map<RegionCode, String> regionNames() {
    Map<RegionCode, String> names = namesOfDivisions();
    for (Hamlet hamlet : hamlets) {
      names.put(hamlet.code(), hamlet.name());
      names.putIfAbsent(hamlet.township().code(), hamlet.township().name());
    }
    return names;
  }

  /** Blocks by the county they were registered in, the airport zone before 新郑's 八千 moves to it. */
  private Map<RegionCode, List<Block>> counties() {
    Map<RegionCode, List<Block>> counties = new LinkedHashMap<>();
    for (Block block : script.blocks())
      counties.computeIfAbsent(block.county(), county -> new ArrayList<>()).add(block);
    return counties;
  }

  /** Each where his level decides: a township and a county, 登封, and the city. */
  private void demonstrationOfficers(Telling telling) {
    RegionCode county = new RegionCode("410185");
    RegionCode township = new RegionCode("410185901");
    demonstrate(telling, "CLERK", Post.CLERK, township);
    demonstrate(telling, "REVIEWER", Post.TOWNSHIP_REVIEWER, township);
    demonstrate(telling, "APPROVER", Post.COUNTY_APPROVER, county);
    demonstrate(telling, "FINANCE", Post.FINANCE_OFFICER, county);
    demonstrate(telling, "PAYER", Post.PAYING_OFFICER, county);
    demonstrate(telling, "AUDITOR", Post.AUDITOR, Opening.ZHENGZHOU);
    demonstrate(telling, "INSPECTOR", Post.INSPECTOR, Opening.ZHENGZHOU);
    demonstrate(telling, "ADMIN", Post.ADMINISTRATOR, Opening.ZHENGZHOU);
  }

  private void demonstrate(Telling telling, String name, Post post, RegionCode region) {
    // Of today: nobody of the demonstration answered for anything in 2016.
    LocalDate day = LocalDate.now(clock);
    OfficerId officer = new OfficerId("DEMO-" + name);
    telling.tell(
        Opening.archivist(),
        day,
        new RegisterOfficer(officer, "演示" + name.toLowerCase(Locale.ROOT)));
    telling.tell(Opening.archivist(), day, new TakePost(officer, post, "阳光账本演示", region));
  }

  private void openBackfill(Telling telling) {
    backfillPolicies()
        .forEach((region, policy) ->
            telling.tell(
                Opening.archivist(),
                LocalDate.now(clock),
                new OpenBackfill(policy, region, AUTHORITY)));
  }

  private void closeBackfill(Telling telling) {
    backfillPolicies()
        .forEach((region, policy) ->
            telling.tell(
                Opening.archivist(), LocalDate.now(clock), new CloseBackfill(policy, AUTHORITY)));
  }

  /** One for each county and one for the offices of the city itself. */
  private Map<RegionCode, PolicyId> backfillPolicies() {
    Map<RegionCode, PolicyId> policies = new LinkedHashMap<>();
    policies.put(Opening.ZHENGZHOU, new PolicyId("BACKFILL-" + Opening.ZHENGZHOU));
    for (RegionCode county : counties().keySet())
      policies.put(county, new PolicyId("BACKFILL-" + county));
    return policies;
  }

  private void appointOfficers(RegionCode county, List<Block> blocks) {
    backfill(
        "officers/" + county,
        telling -> {
          cast.appointCounty(telling, county, blocks.stream().mapToInt(Block::persons).sum());
          for (Block block : blocks)
            for (Township township : block.townships())
              cast.appointTownship(telling, township.code(), county, Cast.TERM_BEGINS);
          for (Hamlet hamlet : hamlets)
            if (hamlet.block().county().equals(county))
              cast.appointVillage(telling, hamlet.code(), county);
        });
    for (Block block : blocks) {
      RegionCode movedTo = block.movedTo();
      if (movedTo == null) continue;
      for (Township township : block.townships())
        backfill(
            "transfer/" + township.code(),
            telling -> handOver(telling, township.code(), county, movedTo));
    }
  }

  /** 八千 on 1 January 2016: whoever answered for it in 新郑 stops, the airport zone's begin. */
  private void handOver(Telling telling, RegionCode township, RegionCode from, RegionCode to) {
    LocalDate day = Setting.TRANSFER_OF_BAQIAN;
    Actor before = cast.county(from, Post.PARTY_SECRETARY);
    for (Post post : new Post[] {Post.PARTY_SECRETARY, Post.GOVERNMENT_HEAD}) {
      telling.tell(
          before,
          day,
          new LeavePost(
              cast.township(township, post).officer(), post, township, EndReason.REGION_MOVED));
      cast.appoint(
          telling, cast.county(to, Post.PARTY_SECRETARY), cast.townshipSecond(township, post), day);
    }
    telling.tell(
        before,
        day,
        new EndPairing(
            Cast.leaderOf(township, from),
            PairingScope.TOWNSHIP,
            "region/" + township,
            EndReason.REGION_MOVED));
    cast.pairTownship(telling, township, to, day);
    for (Hamlet hamlet : hamlets)
      if (hamlet.township().code().equals(township)) {
        telling.tell(
            before,
            day,
            new EndPairing(
                Cast.unitOf(hamlet.code(), from),
                PairingScope.VILLAGE,
                "village/" + hamlet.code(),
                EndReason.REGION_MOVED));
        cast.pairVillage(telling, hamlet.code(), to, day);
      }
  }

  private void allotMoney(RegionCode county, List<Block> blocks) {
    backfill(
        "money/" + county,
        telling -> {
          Budget budget = new Budget(cast, telling, county);
          budget.passDown(yuanIn2016(county));
          for (Hamlet hamlet : hamlets)
            if (hamlet.block().county().equals(county)) budget.industryProject(hamlet);
          for (Block block : blocks) block.townships().forEach(budget::yuluProject);
          if (county.equals(XINMI)) budget.relocationAndVillagesOfXinmi();
          CountedProjects.in(county)
              .forEach((category, count) ->
                  budget.countedProjects(
                      category, CountedProjects.prefix(category), count, Money.ofYuan(500_000)));
          budget.announceProjects();
        });
  }

  private static long yuanIn2016(RegionCode county) {
    return county.equals(XINMI) ? 280_000_000 : 30_000_000;
  }

  /**
   * What the ledger learned only now: deaths of June 2016 in 登封, entered live. A board as of July
   * 2016 shows them, a board as it was known when the backfill closed does not.
   */
  private void lateCorrections(Telling telling) {
    int candidates = 0;
    for (Hamlet hamlet : hamlets) {
      if (!hamlet.block().name().equals("登封")) continue;
      for (Family family : hamlet.families()) {
        // Of three, nobody moved away in the village's story: see VillageStory.
        boolean untouched =
            family.fate() == Fate.STAYS
                && family.change() == Change.NONE
                && family.members().size() == 3;
        if (untouched && candidates++ % 8 == 0)
          telling.tell(
              cast.township(hamlet.township().code(), Post.CLERK),
              LocalDate.of(2016, 6, 20),
              new RemoveMember(
                  family.id(), family.members().getLast().member(), LeaveReason.DEATH));
      }
    }
  }

  /** Projects of the article that are only counted: 10 specialty, 19 relocation, 253 science. */
  private static final class CountedProjects {

    /** In the order of the categories, for the chapter must be the same in every run. */
    static Map<ProjectCategory, Integer> in(RegionCode county) {
      return new TreeMap<>(counts(county));
    }

    /** One science project stands in each village; the rest to 253 are these twenty. */
    private static Map<ProjectCategory, Integer> counts(RegionCode county) {
      return switch (county.code()) {
        case "410185" ->
            Map.of(
                ProjectCategory.SPECIALTY_ECONOMY, 4,
                ProjectCategory.RELOCATION_INDUSTRY, 7,
                ProjectCategory.SCIENCE_INDUSTRY, 10);
        case "410183" ->
            Map.of(
                ProjectCategory.SPECIALTY_ECONOMY, 3,
                ProjectCategory.RELOCATION_INDUSTRY, 5);
        case "410184" ->
            Map.of(
                ProjectCategory.SPECIALTY_ECONOMY, 3,
                ProjectCategory.RELOCATION_INDUSTRY, 4);
        case "410182" -> Map.of(ProjectCategory.SCIENCE_INDUSTRY, 5);
        case "410122" ->
            Map.of(
                ProjectCategory.RELOCATION_INDUSTRY, 3,
                ProjectCategory.SCIENCE_INDUSTRY, 5);
        default -> Map.of();
      };
    }

    static String prefix(ProjectCategory category) {
      return switch (category) {
        case SPECIALTY_ECONOMY -> "TS";
        case RELOCATION_INDUSTRY -> "BC";
        default -> "KJ";
      };
    }
  }
}
