package org.sunshineledger.api.scenario;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.sunshineledger.ledger.duty.EndReason;
import org.sunshineledger.ledger.duty.OfficerOrder.LeavePost;
import org.sunshineledger.ledger.duty.OfficerOrder.Pair;
import org.sunshineledger.ledger.duty.OfficerOrder.PostFirstSecretary;
import org.sunshineledger.ledger.duty.OfficerOrder.RegisterOfficer;
import org.sunshineledger.ledger.duty.OfficerOrder.SignPledge;
import org.sunshineledger.ledger.duty.OfficerOrder.TakePost;
import org.sunshineledger.ledger.duty.PairingScope;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;

/**
 * The made-up officers: who holds which post at which level. Their numbers tell level and post, so
 * that every chapter can name them without asking another.
 */
final class Cast {

  static final LocalDate TERM_BEGINS = LocalDate.of(2013, 12, 1);

  private final Script script;
  private final Map<RegionCode, String> names = new HashMap<>();

  Cast(Script script, Map<RegionCode, String> regionNames) {
    this.script = script;
    names.putAll(regionNames);
  }

  String nameOf(RegionCode region) {
    String name = names.get(region);
    if (name == null) throw new IllegalArgumentException("nobody named " + region);
    return name.replace("（合成）", "");
  }

  // Who acts, level by level.

  Actor city(Post post) {
    return new Actor(id("410100", post, 1), post, office("410100", post), new RegionCode("410100"));
  }

  Actor county(RegionCode county, Post post) {
    return new Actor(id(county.code(), post, 1), post, office(county.code(), post), county);
  }

  /** A second holder of the same kind of post, where two must act apart. */
  Actor countySecond(RegionCode county, Post post) {
    return new Actor(id(county.code(), post, 2), post, office(county.code(), post), county);
  }

  Actor township(RegionCode township, Post post) {
    return new Actor(id(township.code(), post, 1), post, office(township.code(), post), township);
  }

  /** Who follows in a township's post after the township has moved. */
  Actor townshipSecond(RegionCode township, Post post) {
    return new Actor(id(township.code(), post, 2), post, office(township.code(), post), township);
  }

  Actor village(RegionCode village, Post post) {
    return new Actor(id(village.code(), post, 1), post, office(village.code(), post), village);
  }

  private static OfficerId id(String region, Post post, int number) {
    return new OfficerId(region + "-" + initials(post) + "-" + number);
  }

  private static String initials(Post post) {
    StringBuilder initials = new StringBuilder();
    for (String word : post.name().split("_", -1))
      initials.append(word, 0, Math.min(2, word.length()));
    return initials.toString();
  }

  private String office(String region, Post post) {
    String name = nameOf(new RegionCode(region));
    return switch (post) {
      case PARTY_SECRETARY -> name + "党委";
      case GOVERNMENT_HEAD -> name + "政府";
      case POVERTY_OFFICE_HEAD, COUNTY_APPROVER -> name + "扶贫办";
      case FINANCE_OFFICER, PAYING_OFFICER -> name + "财政局";
      case VILLAGE_SECRETARY -> name + "党支部";
      case VILLAGE_COMMITTEE_HEAD -> name + "村委会";
      case WORK_TEAM_MEMBER -> "驻" + name + "工作队";
      case AUDITOR -> name + "审计局";
      case INSPECTOR -> name + "纪委";
      default -> name;
    };
  }

  // How they come into office.

  void appointCity(Telling telling) {
    for (Post post :
        new Post[] {Post.PARTY_SECRETARY, Post.GOVERNMENT_HEAD, Post.POVERTY_OFFICE_HEAD})
      appoint(telling, city(Post.PARTY_SECRETARY), city(post), TERM_BEGINS);
    telling.tell(
        city(Post.POVERTY_OFFICE_HEAD),
        LocalDate.of(2015, 1, 20),
        new SignPledge(
            city(Post.GOVERNMENT_HEAD).officer(),
            Post.GOVERNMENT_HEAD,
            Post.PARTY_SECRETARY,
            new RegionCode("410100"),
            LocalDate.of(2017, 12, 31),
            39_000));
  }

  void appointCounty(Telling telling, RegionCode county, int personsToExit) {
    for (Post post :
        new Post[] {
          Post.PARTY_SECRETARY,
          Post.GOVERNMENT_HEAD,
          Post.POVERTY_OFFICE_HEAD,
          Post.COUNTY_APPROVER,
          Post.FINANCE_OFFICER,
          Post.PAYING_OFFICER
        }) appoint(telling, city(Post.PARTY_SECRETARY), county(county, post), TERM_BEGINS);
    appoint(
        telling,
        city(Post.PARTY_SECRETARY),
        countySecond(county, Post.FINANCE_OFFICER),
        TERM_BEGINS);
    telling.tell(
        county(county, Post.POVERTY_OFFICE_HEAD),
        LocalDate.of(2015, 2, 10),
        new SignPledge(
            county(county, Post.PARTY_SECRETARY).officer(),
            Post.PARTY_SECRETARY,
            Post.PARTY_SECRETARY,
            county,
            LocalDate.of(2017, 12, 31),
            personsToExit));
    // Heads of government change in mid-campaign: the duty stays with the post, the answer does
    // not stay with the person.
    LocalDate change = LocalDate.of(2015, 3 + script.random("change/" + county).nextInt(8), 1);
    Actor before = county(county, Post.GOVERNMENT_HEAD);
    telling.tell(
        county(county, Post.PARTY_SECRETARY),
        change,
        new LeavePost(before.officer(), Post.GOVERNMENT_HEAD, county, EndReason.TRANSFERRED));
    appoint(
        telling, city(Post.PARTY_SECRETARY), countySecond(county, Post.GOVERNMENT_HEAD), change);
  }

  /** The township's own officers and the county leader who answers for it (县级领导包乡). */
  void appointTownship(Telling telling, RegionCode township, RegionCode county, LocalDate from) {
    for (Post post :
        new Post[] {Post.PARTY_SECRETARY, Post.GOVERNMENT_HEAD, Post.CLERK, Post.TOWNSHIP_REVIEWER})
      appoint(telling, county(county, Post.PARTY_SECRETARY), township(township, post), from);
    pairTownship(telling, township, county, from);
  }

  void pairTownship(Telling telling, RegionCode township, RegionCode county, LocalDate from) {
    Actor leader =
        new Actor(leaderOf(township, county), Post.OFFICIAL, nameOf(county) + "人大常委会", county);
    Actor appointer = county(county, Post.PARTY_SECRETARY);
    appoint(telling, appointer, leader, from);
    telling.tell(
        appointer, from, new Pair(leader.officer(), PairingScope.TOWNSHIP, "region/" + township));
  }

  static OfficerId leaderOf(RegionCode township, RegionCode county) {
    return new OfficerId(county + "-LEADER-" + township.code().substring(6));
  }

  /** Village officers, the unit that answers for it (单位包村), the first secretary, the team. */
  void appointVillage(Telling telling, RegionCode village, RegionCode county) {
    Actor appointer = county(county, Post.PARTY_SECRETARY);
    appoint(telling, appointer, village(village, Post.VILLAGE_SECRETARY), TERM_BEGINS);
    appoint(telling, appointer, village(village, Post.VILLAGE_COMMITTEE_HEAD), TERM_BEGINS);
    LocalDate posted = LocalDate.of(2014, 2, 10);
    appoint(telling, appointer, village(village, Post.WORK_TEAM_MEMBER), posted);
    pairVillage(telling, village, county, posted);
    OfficerId firstSecretary = new OfficerId(village + "-FS-1");
    LocalDate sent = LocalDate.of(2015, 8, 20);
    telling.tell(appointer, sent, new RegisterOfficer(firstSecretary, nameOf(firstSecretary)));
    telling.tell(
        appointer, sent, new PostFirstSecretary(firstSecretary, nameOf(county) + "直单位", village));
  }

  void pairVillage(Telling telling, RegionCode village, RegionCode county, LocalDate from) {
    Actor appointer = county(county, Post.PARTY_SECRETARY);
    Actor unit = new Actor(unitOf(village, county), Post.OFFICIAL, nameOf(county) + "直单位", county);
    appoint(telling, appointer, unit, from);
    telling.tell(
        appointer, from, new Pair(unit.officer(), PairingScope.VILLAGE, "village/" + village));
  }

  static OfficerId unitOf(RegionCode village, RegionCode county) {
    return new OfficerId("%s-U%s".formatted(village, county.code().substring(4)));
  }

  /** A helper of households (帮扶责任人) from the county's offices. */
  Actor helper(RegionCode village, RegionCode county, int number) {
    return new Actor(
        new OfficerId("%s-H%s-%03d".formatted(village, county.code().substring(4), number)),
        Post.OFFICIAL,
        nameOf(county) + "直机关",
        county);
  }

  void appoint(Telling telling, Actor appointer, Actor officer, LocalDate from) {
    telling.tell(
        appointer, from, new RegisterOfficer(officer.officer(), nameOf(officer.officer())));
    telling.tell(
        appointer,
        from,
        new TakePost(officer.officer(), officer.post(), officer.office(), officer.region()));
  }

  private String nameOf(OfficerId officer) {
    RandomGenerator random = script.random("name/" + officer);
    return Persons.surname(random) + "某某";
  }
}
