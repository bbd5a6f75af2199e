package org.sunshineledger.api.orders;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.ledger.vault.PersonalField;

/**
 * 查阅异议、举报: says what somebody from the public wrote and who he is, after the fact that it was
 * asked, by whom and why, is committed. An idempotency key is not looked at.
 */
@Controller
final class StatementsDoor {

  private final OrdersDoor orders;
  private final Openings openings;

  StatementsDoor(OrdersDoor orders, Openings openings) {
    this.orders = orders;
    this.openings = openings;
  }

  /**
   * A statement.
   *
   * @param values what of the asked fields is kept; what was erased or never given is left out
   * @param facts addresses of the facts that record the opening
   */
  record Opened(Map<PersonalField, String> values, List<String> facts) {}

  @PostMapping(
      path = "/{door:notices}/{id}/open-objection",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Opened> objection(
      @PathVariable String door,
      @PathVariable String id,
      @AuthenticationPrincipal Account account,
      HttpServletRequest request)
      throws IOException {
    return opened(orders.recorded(door, id, "open-objection", account, request));
  }

  @PostMapping(path = "/{door:leads}/{id}/open-report", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Opened> report(
      @PathVariable String door,
      @PathVariable String id,
      @AuthenticationPrincipal Account account,
      HttpServletRequest request)
      throws IOException {
    return opened(orders.recorded(door, id, "open-report", account, request));
  }

  private ResponseEntity<Opened> opened(OrdersDoor.Accepted accepted) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .contentType(MediaType.APPLICATION_JSON)
        .body(new Opened(openings.values(openings.fact(accepted)), accepted.facts()));
  }
}
