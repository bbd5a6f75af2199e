package org.sunshineledger.api.orders;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Duties.Standing;
import org.sunshineledger.api.security.RequestKey;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.AssumedInVain;
import org.sunshineledger.ledger.Conditions;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.Orders.Given;
import org.sunshineledger.ledger.StreamMovedOn;
import org.sunshineledger.ledger.UnknownStream;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.journal.AppendRefused;
import org.sunshineledger.ledger.journal.Receipt;
import org.sunshineledger.ledger.rules.Act;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.ledger.rules.SpecialApproval;

/**
 * The one door for orders. It asks in this order: does the order exist, may the role give it, is
 * the body whole, does the subject exist, is it in the officer's region; only then the ledger
 * decides.
 */
@Controller
final class OrdersDoor {

  private static final Logger log = LoggerFactory.getLogger(OrdersDoor.class);

  /** How often the post is looked at anew while others write to the officer's stream. */
  private static final int ATTEMPTS = 3;

  private final Ledger ledger;
  private final Admission admission;
  private final OrderReader reader;
  private final Texts texts;

  OrdersDoor(Ledger ledger, Admission admission, OrderReader reader, Texts texts) {
    this.ledger = ledger;
    this.admission = admission;
    this.reader = reader;
    this.texts = texts;
  }

  /**
   * What became of an order.
   *
   * @param stream to which it was given
   * @param version of the stream after it: what {@code If-Match} of the next order may name
   * @param first position of its first fact
   * @param repeated whether the same order had come before under the same key
   * @param facts addresses of the entries of its facts
   * @param proofs addresses of their proof files, in the same order; there as soon as the next
   *     checkpoint is
   */
  record Accepted(
      String stream,
      long version,
      long first,
      long last,
      boolean repeated,
      List<String> facts,
      List<String> proofs) {}

  @PostMapping(path = "/" + Door.ANY, consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Accepted> begin(
      @PathVariable String door,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @AuthenticationPrincipal Account account,
      HttpServletRequest request)
      throws IOException {
    Door at = Door.at(door);
    return answer(give(at, at.first(), null, key, account, sent(request)));
  }

  @PostMapping(path = "/" + Door.ANY + "/{id}/{order}", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Accepted> order(
      @PathVariable String door,
      @PathVariable String id,
      @PathVariable String order,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @AuthenticationPrincipal Account account,
      HttpServletRequest request)
      throws IOException {
    Door at = Door.at(door);
    Class<? extends Order> type =
        at.order(order).orElseThrow(() -> Faulty.of(Fault.UNKNOWN_ORDER, ""));
    return answer(give(at, type, id, key, account, sent(request)));
  }

  /**
   * The same of what a form comes to: one way in for everybody.
   *
   * @param id of the stream in the address, or null when it stands in the body
   * @param key under which it is recorded once, or null
   * @param body as a program would have sent it
   */
  Accepted given(
      Door door,
      Class<? extends Order> type,
      @Nullable String id,
      @Nullable String key,
      Account account,
      byte[] body)
      throws IOException {
    return give(door, type, id, key, account, new Sent(new ByteArrayInputStream(body), null));
  }

  /** The same for a door that has something to say once it is recorded. */
  Accepted recorded(
      String door, String id, String order, Account account, HttpServletRequest request)
      throws IOException {
    Accepted accepted = order(door, id, order, null, account, request).getBody();
    if (accepted == null) throw new IllegalStateException("an order that nothing became of");
    return accepted;
  }

  /**
   * What came in.
   *
   * @param seen the versions it is meant for, or null for any
   */
  private record Sent(InputStream body, @Nullable IfMatch seen) {}

  private Sent sent(HttpServletRequest request) throws IOException {
    return new Sent(request.getInputStream(), IfMatch.of(request, texts));
  }

  private Accepted give(
      Door door,
      Class<? extends Order> type,
      @Nullable String id,
      @Nullable String key,
      Account account,
      Sent sent)
      throws IOException {
    admission.requireRole(account, type);
    OrderBody body = reader.body(sent.body());
    Order order = reader.order(body, type, door.id(), id);
    return accepted(order.stream(), given(order, body, key, account, sent.seen()));
  }

  /**
   * Takes the post for what it was a moment ago, and has the journal look whether it still is where
   * it takes the order. What is refused or was taken before is looked at again by what the ledger
   * knows now.
   */
  private Given given(
      Order order, OrderBody body, @Nullable String key, Account account, @Nullable IfMatch seen) {
    Standing lately = admission.lately(account);
    if (!isOwn(order, lately)) {
      try {
        Given given =
            given(order, body, key, account, seen, lately, Conditions.NONE.assuming(lately.asOf()));
        if (!given.receipt().repeated() || lately.equals(admission.standing(account))) return given;
      } catch (AssumedInVain moved) {
        log.debug("{}; the post is looked at again", moved.getMessage());
      } catch (RuntimeException refused) {
        if (!saysThatNothingWasWritten(refused) || lately.equals(admission.standing(account)))
          throw refused;
      }
    }
    return givenNow(order, body, key, account, seen);
  }

  /**
   * Takes the post for what it is now. It may end before the journal takes the order, so that looks
   * again.
   *
   * @throws AssumedInVain when the officer's stream moved each time
   */
  private Given givenNow(
      Order order, OrderBody body, @Nullable String key, Account account, @Nullable IfMatch seen) {
    for (int attempt = 1; ; attempt++) {
      Standing now = admission.standing(account);
      if (isOwn(order, now)) return given(order, body, key, account, seen, now, Conditions.NONE);
      try {
        return given(order, body, key, account, seen, now, Conditions.NONE.assuming(now.asOf()));
      } catch (AssumedInVain moved) {
        if (attempt == ATTEMPTS) throw moved;
      }
    }
  }

  /** Whose own stream it is moves it with each order. */
  private static boolean isOwn(Order order, Standing standing) {
    return standing.asOf().stream().equals(order.stream());
  }

  private static boolean saysThatNothingWasWritten(RuntimeException refused) {
    return switch (refused) {
      case Faulty _, Refused _, StreamMovedOn _, UnknownStream _ -> true;
      case AppendRefused _ -> true;
      default -> false;
    };
  }

  private Given given(
      Order order,
      OrderBody body,
      @Nullable String key,
      Account account,
      @Nullable IfMatch seen,
      Standing standing,
      Conditions conditions) {
    Actor actor = admission.actor(account, standing);
    admission.require(order, actor);
    RequestKey once = RequestKey.of(account, key, texts);
    Act act = act(body, actor, account, once);
    // What is there stays there, so nothing can come between.
    if (seen != null && seen.any() && !admission.isThere(order))
      throw Faulty.of(Fault.MOVED_ON, "");
    Conditions all =
        seen == null || seen.any() ? conditions : conditions.seen(order, seen.versions());
    Given given = ledger.orders().give(order, act, once.key(), all);
    log.debug("{} took {} facts", order.getClass().getSimpleName(), given.receipt().count());
    return given;
  }

  private Act act(OrderBody body, Actor actor, Account account, RequestKey once) {
    Mode mode = body.mode() == null ? Mode.LIVE : body.mode();
    admission.requireMode(account, mode);
    List<SpecialApproval> approvals = body.approvals() == null ? List.of() : body.approvals();
    if (!approvals.isEmpty() && !account.isOneOf(Permissions.RECORDING_APPROVALS))
      throw Faulty.of(Fault.NOT_YOUR_ROLE, "approvals");
    return new Act(
        body.occurredOn(),
        actor,
        body.signers() == null ? List.of() : body.signers(),
        body.basis(),
        body.evidence() == null ? List.of() : body.evidence(),
        mode,
        Origin.ENTERED,
        once.correlation(),
        null,
        approvals);
  }

  private static Accepted accepted(String stream, Given given) {
    Receipt receipt = given.receipt();
    return new Accepted(
        stream,
        given.version(),
        receipt.first(),
        receipt.last(),
        receipt.repeated(),
        addresses(receipt, "/log/facts/", ""),
        addresses(receipt, "/log/proofs/", ".tlog-proof"));
  }

  private static ResponseEntity<Accepted> answer(Accepted accepted) {
    return ResponseEntity.status(accepted.repeated() ? HttpStatus.OK : HttpStatus.CREATED)
        .location(URI.create(accepted.facts().getFirst()))
        .eTag(IfMatch.tag(accepted.version()))
        .contentType(MediaType.APPLICATION_JSON)
        .body(accepted);
  }

  private static List<String> addresses(Receipt receipt, String address, String end) {
    return LongStream.rangeClosed(receipt.first(), receipt.last())
        .mapToObj(position -> address + position + end)
        .toList();
  }
}
