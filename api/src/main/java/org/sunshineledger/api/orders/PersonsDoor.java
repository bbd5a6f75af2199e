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
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.vault.AccessPurpose;
import org.sunshineledger.ledger.vault.PersonalField;
import org.sunshineledger.ledger.vault.SubjectId;
import org.sunshineledger.ledger.vault.VaultEvent.PersonalDataAccessed;

/**
 * 查阅个人信息: says who somebody is, after the fact that it was asked, by whom and why, is committed.
 * What the fact names is given, and nothing else.
 */
@Controller
final class PersonsDoor {

  private final OrdersDoor orders;
  private final Openings openings;

  PersonsDoor(OrdersDoor orders, Openings openings) {
    this.orders = orders;
    this.openings = openings;
  }

  /**
   * Somebody's data.
   *
   * @param values what of the asked fields is kept; what was erased or never given is left out
   * @param facts addresses of the facts that record the opening
   */
  record Opened(
      SubjectId subject,
      AccessPurpose purpose,
      Map<PersonalField, String> values,
      List<String> facts) {}

  /** An idempotency key is not looked at: who asks again has it opened again, on record. */
  @PostMapping(
      path = "/{door:persons}/{id}/open-personal-data",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Opened> open(
      @PathVariable String door,
      @PathVariable String id,
      @AuthenticationPrincipal Account account,
      HttpServletRequest request)
      throws IOException {
    OrdersDoor.Accepted accepted =
        orders.recorded(door, id, "open-personal-data", account, request);
    Fact opening = openings.fact(accepted);
    PersonalDataAccessed asked = (PersonalDataAccessed) opening.event();
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .contentType(MediaType.APPLICATION_JSON)
        .body(
            new Opened(
                asked.subject(), asked.purpose(), openings.values(opening), accepted.facts()));
  }
}
