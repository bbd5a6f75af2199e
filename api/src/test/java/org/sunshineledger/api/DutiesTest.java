package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.sunshineledger.api.security.Role;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.duty.EndReason;
import org.sunshineledger.ledger.duty.OfficerOrder.LeavePost;
import org.sunshineledger.ledger.duty.OfficerOrder.RegisterOfficer;
import org.sunshineledger.ledger.duty.OfficerOrder.TakePost;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.journal.Held;
import org.sunshineledger.ledger.vault.Vault;

/**
 * What officers' facts say of posts counts for the next order, though nobody told the doors: they
 * come past them here, as they do from another node.
 */
@DisplayName("The post in which an order is given")
class DutiesTest extends OpenDoors {

  private static final String REVERIFY = "/households/" + TownOnTheLedger.LI + "/reverify";
  private static final String BODY =
      "{\"occurredOn\":\"2026-01-05\",\"order\":{\"outcome\":\"CONFIRMED\"}}";
  private static final OfficerId OFFICER = new OfficerId("DUTY-1");

  @Autowired private DataSource database;
  @Autowired private Clock clock;
  @Autowired private Vault vault;

  @BeforeEach
  void hasAnAccount() {
    account("duty", OFFICER.toString(), Role.REVIEWER, TownOnTheLedger.DENGFENG.code());
  }

  @Test
  void isTheOneThatTheOfficerHoldsNowWhereverItWasTakenOrLeft() {
    assertThat(order("duty", REVERIFY, BODY).statusCode())
        .as("of whom there is no fact acts as the account says")
        .isEqualTo(201);

    on(1, new RegisterOfficer(OFFICER, "某"));
    assertThat(problem(order("duty", REVERIFY, BODY))).isEqualTo("403 NO_POST");

    on(2, taken(OFFICER, TownOnTheLedger.XINMI));
    assertThat(problem(order("duty", REVERIFY, BODY))).isEqualTo("403 OUTSIDE_YOUR_REGION");

    on(3, left(OFFICER, TownOnTheLedger.XINMI));
    on(3, taken(OFFICER, TownOnTheLedger.TOWNSHIP));
    for (int again = 0; again < 3; again++)
      assertThat(order("duty", REVERIFY, BODY).statusCode()).isEqualTo(201);
    assertThat(withKey().statusCode()).isEqualTo(201);
    assertThat(withKey().statusCode()).isEqualTo(200);
    long before = ledger.journal().size();

    on(4, left(OFFICER, TownOnTheLedger.TOWNSHIP));
    assertThat(problem(withKey())).as("a repeated order too").isEqualTo("403 NO_POST");
    assertThat(problem(order("duty", REVERIFY, BODY))).isEqualTo("403 NO_POST");
    assertThat(ledger.journal().size()).as("but for its end").isEqualTo(before + 1);
  }

  @Test
  void isLookedAtOnceMoreWhereItEndsBeforeTheJournalTakesTheOrder() throws Exception {
    OfficerId officer = new OfficerId("DUTY-2");
    account("duty-2", officer.toString(), Role.REVIEWER, TownOnTheLedger.DENGFENG.code());
    on(1, new RegisterOfficer(officer, "某"));
    // A page of his has it remembered that he holds no post; a denial would look again later.
    assertThat(send(as("duty-2", to("/staff"))).statusCode()).isEqualTo(200);
    on(2, taken(officer, TownOnTheLedger.TOWNSHIP));

    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
        Ledger otherNode = new Ledger(database, clock, vault, new SecureRandom());
        Held turns = Held.turns(database)) {
      turns.take();
      Future<?> leaving =
          senders.submit(() -> on(otherNode, 3, left(officer, TownOnTheLedger.TOWNSHIP)));
      turns.awaitWaiting(1);
      Future<HttpResponse<String>> given = senders.submit(() -> order("duty-2", REVERIFY, BODY));
      turns.awaitWaiting(2);
      turns.release();

      assertThat(leaving.get()).isNull();
      assertThat(problem(given.get())).isEqualTo("403 NO_POST");
    }
  }

  private static Order taken(OfficerId officer, RegionCode region) {
    return new TakePost(officer, Post.TOWNSHIP_REVIEWER, "测试机关", region);
  }

  private static Order left(OfficerId officer, RegionCode region) {
    return new LeavePost(officer, Post.TOWNSHIP_REVIEWER, region, EndReason.TRANSFERRED);
  }

  /** Past the doors, which hear nothing of it. */
  private void on(int day, Order order) {
    on(ledger, day, order);
  }

  private static void on(Ledger node, int day, Order order) {
    TownOnTheLedger.also(node, LocalDate.of(2015, 1, day), order, Mode.LIVE);
  }

  private HttpResponse<String> withKey() {
    return send(
        as("duty", to(REVERIFY))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "key-of-duty-1")
            .POST(HttpRequest.BodyPublishers.ofString(BODY)));
  }
}
