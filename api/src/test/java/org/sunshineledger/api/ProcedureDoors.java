package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import org.sunshineledger.ledger.duty.OfficerOrder.RegisterOfficer;
import org.sunshineledger.ledger.duty.OfficerOrder.TakePost;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.region.RegionOrder.DefineRegion;
import org.sunshineledger.ledger.rules.Act;
import org.sunshineledger.ledger.vault.IdNumber;

/**
 * Whole procedures, order by order through the doors, each order on its day: a town with its
 * officers, and how orders are given. Each class has a ledger to itself: what a day's figures come
 * to does not hang on who was there before.
 */
@DirtiesContext
@Import(ProcedureDoors.Days.class)
abstract class ProcedureDoors extends OpenDoors {

  static final LocalDate BEGINNING = LocalDate.of(2014, 1, 1);
  static final RegionCode CITY = new RegionCode("410100");
  static final RegionCode COUNTY = new RegionCode("410185");
  static final RegionCode TOWNSHIP = new RegionCode("410185100");
  static final String VILLAGE = "410185100901";
  static final String SMALL_VILLAGE = "410185100902";
  static final String ID_NUMBER = "440524188001010014";

  static final String CHAIR = signers("XZ-1 REVIEW_CHAIR");
  static final String AUDITOR = signers("XZ-1 TOWNSHIP_AUDITOR");
  static final String COUNTY_SIGNER = signers("XZ-1 COUNTY_REVIEWER");
  static final String BOTH_BODIES = signers("XZ-1 VILLAGE_COMMITTEE", "BF-1 WORK_TEAM");
  static final String SIGNED_FORM =
      ",'evidence':[{'kind':'SIGNED_FORM','sha256':'%s','bytes':9000}]".formatted("a".repeat(64));

  static final String ALL_GUARANTEES =
      "{'food':true,'clothing':true,'education':true,'medicalCare':true,'housing':true,'water':true}";

  @TestConfiguration(proxyBeanMethods = false)
  static class Days {
    @Bean
    @Primary
    MovableClock movableClock() {
      return MovableClock.at(BEGINNING);
    }
  }

  @Autowired private MovableClock clock;
  @Autowired private Clock applicationClock;

  @BeforeEach
  @Override
  void theTownStands() {
    assertThat(applicationClock).isSameAs(clock);
    clock.goTo(BEGINNING);
    if (ledger.journal().size() > 0) return;
    RegionCode henan = new RegionCode("410000");
    begin(new DefineRegion(henan, "河南省", RegionLevel.PROVINCE, null));
    begin(new DefineRegion(CITY, "郑州市", RegionLevel.CITY, henan));
    begin(new DefineRegion(COUNTY, "登封市", RegionLevel.COUNTY, CITY));
    begin(new DefineRegion(TOWNSHIP, "测试乡", RegionLevel.TOWNSHIP, COUNTY));
    for (String village : List.of(VILLAGE, SMALL_VILLAGE))
      begin(
          new DefineRegion(new RegionCode(village), "村" + village, RegionLevel.VILLAGE, TOWNSHIP));
    take("DEMO-CLERK", Post.CLERK, TOWNSHIP);
    take("DEMO-REVIEWER", Post.TOWNSHIP_REVIEWER, TOWNSHIP);
    take("DEMO-APPROVER", Post.COUNTY_APPROVER, COUNTY);
    take("DEMO-FINANCE", Post.FINANCE_OFFICER, COUNTY);
    take("DEMO-PAYER", Post.PAYING_OFFICER, COUNTY);
    take("DEMO-ADMIN", Post.ADMINISTRATOR, CITY);
    take("BF-1", Post.OFFICIAL, COUNTY);
    take("XZ-1", Post.GOVERNMENT_HEAD, TOWNSHIP);
  }

  private void take(String officer, Post post, RegionCode region) {
    begin(new RegisterOfficer(new OfficerId(officer), "某" + officer));
    begin(new TakePost(new OfficerId(officer), post, "测试机关", region));
  }

  private void begin(Order order) {
    Actor archivist = new Actor(new OfficerId("ARCHIVE-1"), Post.ADMINISTRATOR, "档案", CITY);
    ledger
        .orders()
        .submit(
            order,
            new Act(
                BEGINNING,
                archivist,
                List.of(),
                null,
                List.of(),
                Mode.LIVE,
                Origin.SYNTHETIC,
                UUID.randomUUID(),
                null),
            null);
  }

  // How orders are given.

  static String signers(String... signers) {
    return Stream.of(signers)
        .map(each -> each.split(" "))
        .map(each -> "{'officer':'%s','capacity':'%s'}".formatted(each[0], each[1]))
        .collect(Collectors.joining(",", ",'signers':[", "]"));
  }

  void on(String day) {
    clock.goTo(LocalDate.parse(day));
  }

  HttpResponse<String> give(String account, String path, String fields, String... more) {
    String body =
        "{'occurredOn':'%s','order':{%s}%s}"
            .formatted(clock.today(), fields, String.join("", more));
    return order(account, path, body.replace('\'', '"'));
  }

  /** The order is taken; its facts. */
  List<Fact> taken(String account, String path, String fields, String... more) {
    HttpResponse<String> answer = give(account, path, fields, more);
    assertThat(answer.statusCode()).as("%s %s", path, answer.body()).isEqualTo(201);
    long first = json(answer).path("first").asLong();
    long last = json(answer).path("last").asLong();
    return ledger.journal().read(first, (int) (last - first + 1)).stream()
        .map(ledger.codec()::decode)
        .toList();
  }

  void refused(String problem, String account, String path, String fields, String... more) {
    long before = ledger.journal().size();
    HttpResponse<String> answer = give(account, path, fields, more);
    assertThat(problem(answer)).isEqualTo(problem);
    assertThat(ledger.journal().size()).as("nothing was appended").isEqualTo(before);
  }

  static UUID id(List<Fact> facts) {
    return facts.getFirst().id();
  }

  static List<String> breaches(List<Fact> facts) {
    return facts.getFirst().envelope().breaches();
  }

  // The deeds.

  /** One household of one person, and what is ordered of it. */
  final class Family {

    final String number;
    final String path;

    Family(int number) {
      this.number = "41018510090%05d".formatted(number);
      this.path = "/households/" + this.number + "/";
    }

    String notice(String kind) {
      return number + "-" + kind.replace('_', '-');
    }

    /**
     * Another for each household and year: of households 28,000 apart it would be the same.
     * Everybody is born in January, before anything is ordered in that year.
     */
    static String idNumber(int year, String number) {
      int day = 1 + Integer.parseInt(number.substring(11, 13)) % 28;
      String digits = "990000%d01%02d%s".formatted(year, day, number.substring(13));
      return digits + IdNumber.checkCharacter(digits);
    }

    void applies(String village) {
      taken(
          "clerk",
          "/households",
          """
          'household':'%s','village':'%s','group':1,'claimedCauses':['ILLNESS'],
          'members':[{'member':'01','relationship':'HEAD','name':'李某某','idNumber':'%s'},
                     {'member':'02','relationship':'SPOUSE','name':'王某某','idNumber':'%s'}]
          """
              .formatted(number, village, idNumber(1955, number), idNumber(1956, number)));
    }

    void isSurveyed(int year, long yuanForAll) {
      taken(
          "clerk",
          path + "survey-income",
          "'year':%d,'parts':[{'kind':'FARMING','amount':%d}],'surveyors':['DEMO-CLERK']"
              .formatted(year, yuanForAll * 100));
    }

    List<Fact> isReviewed() {
      return taken("clerk", path + "review-in-village", VOTES, CHAIR);
    }

    /** Hangs for eight days from the day of the clock, which goes on to the day after them. */
    void isPosted(String account, String kind, UUID subject) {
      taken(account, "/notices", posting(notice(kind), kind, "VILLAGE", VILLAGE, subject));
      clock.goTo(clock.today().plusDays(8));
      taken(account, "/notices/" + notice(kind) + "/close-notice", "");
    }

    void isIdentified() {
      on("2014-04-01");
      applies(VILLAGE);
      on("2014-04-05");
      isSurveyed(2013, 4_000);
      on("2014-04-12");
      UUID review = id(isReviewed());
      refused(
          "409 FIRST_NOTICE_NOT_CLEAN", "reviewer", path + "audit-by-township", PASSED, AUDITOR);
      on("2014-04-13");
      isPosted("clerk", "IDENTIFICATION_FIRST", review);
      on("2014-04-24");
      String first = notice("IDENTIFICATION_FIRST");
      UUID audit =
          id(
              taken(
                  "reviewer",
                  path + "audit-by-township",
                  PASSED + ",'firstNotice':'%s'".formatted(first),
                  AUDITOR));
      isPosted("reviewer", "IDENTIFICATION_SECOND", audit);
      on("2014-05-10");
      UUID countyReview =
          id(
              taken(
                  "approver",
                  path + "review-by-county",
                  PASSED + ",'secondNotice':'%s'".formatted(notice("IDENTIFICATION_SECOND")),
                  COUNTY_SIGNER));
      on("2014-05-12");
      refused("409 NOT_ANNOUNCED", "approver", path + "identify-household", decision(null));
      String announcement = notice("IDENTIFICATION");
      taken(
          "approver",
          "/notices/" + announcement + "/announce",
          """
          'kind':'IDENTIFICATION','level':'COUNTY','region':'410185','subjects':['%s'],
          'places':['%s'],'document':%s
          """
              .formatted(countyReview, VILLAGE, DOCUMENT));
      on("2014-05-15");
      List<Fact> identified =
          taken("approver", path + "identify-household", decision(announcement));
      assertThat(breaches(identified)).isEmpty();
    }

    void isProposedForExit() {
      on("2016-10-20");
      isSurveyed(2016, 12_000);
      refused("409 EXIT_NOT_REVIEWED", "clerk", path + "propose-exit", PROPOSAL);
      on("2016-10-25");
      isReviewed();
      on("2016-11-01");
    }

    UUID proposed() {
      return id(taken("clerk", path + "propose-exit", PROPOSAL));
    }

    void exits() {
      isProposedForExit();
      UUID proposal = proposed();
      on("2016-11-05");
      refused(
          "422 SIGNATURE_MISSING",
          "clerk",
          path + "verify-exit",
          PASSED,
          signers("XZ-1 VILLAGE_COMMITTEE", "XZ-1 WORK_TEAM"));
      taken("clerk", path + "verify-exit", PASSED, BOTH_BODIES);
      on("2016-11-08");
      taken("reviewer", path + "confirm-exit", "'party':'GOVERNMENT'", SIGNED_FORM);
      refused(
          "409 SAME_RECORDER_FOR_BOTH", "reviewer", path + "confirm-exit", BY_HEAD, SIGNED_FORM);
      refused("422 CONFIRMATION_WITHOUT_EVIDENCE", "clerk", path + "confirm-exit", BY_HEAD);
      taken("clerk", path + "confirm-exit", BY_HEAD, SIGNED_FORM);
      on("2016-11-10");
      isPosted("clerk", "EXIT", proposal);
      on("2016-11-22");
      List<Fact> exited =
          taken("approver", path + "exit-household", "'notice':'%s'".formatted(notice("EXIT")));
      assertThat(breaches(exited)).isEmpty();
    }
  }

  static final String VOTES = "'eligible':45,'present':31,'yes':20,'no':8,'abstain':3";
  static final String PASSED = "'result':'PASSED'";
  static final String PROPOSAL = "'year':2016,'guarantees':" + ALL_GUARANTEES;
  static final String BY_HEAD = "'party':'HOUSEHOLD','signer':{'member':'01','byAgent':false}";
  static final String DOCUMENT =
      "{'title':'公示','columns':['户主'],'rows':[['李**']],'redactionPolicy':'mask-1','synthetic':true,'nonce':'%s'}"
          .formatted("5".repeat(64));

  static String decision(@Nullable String announcement) {
    return "'mainCause':'ILLNESS','otherCauses':[],'category':'ORDINARY','standard':'NATIONAL','basis':'INCOME'"
        + (announcement == null ? "" : ",'announcement':'%s'".formatted(announcement));
  }

  String posting(String notice, String kind, String level, String region, UUID subject) {
    return """
    'notice':'%s','kind':'%s','level':'%s','region':'%s','subjects':['%s'],'places':['%s'],
    'closes':'%s','document':%s
    """
        .formatted(
            notice,
            kind,
            level,
            region,
            subject,
            region,
            clock.today().plusDays(7),
            document(kind));
  }

  /** With the columns that a notice of the kind may have. */
  private static String document(String kind) {
    return kind.equals("VILLAGE_EXIT")
        ? DOCUMENT.replace("户主", "贫困村").replace("李**", "某村")
        : DOCUMENT;
  }
}
