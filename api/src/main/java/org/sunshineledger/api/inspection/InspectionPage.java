package org.sunshineledger.api.inspection;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.TypedNumbers;
import org.sunshineledger.api.web.TypedNumbers.Typed;

/** 纪检台: where an inspector begins, with a number and a day or with a list. */
@Controller
final class InspectionPage {

  private final TypedNumbers numbers;
  private final Clock clock;

  InspectionPage(TypedNumbers numbers, Clock clock) {
    this.numbers = numbers;
    this.clock = clock;
  }

  /**
   * @param household a number that came back because it leads nowhere; null where none was typed
   * @param officer the same
   */
  record Shown(@Nullable Typed household, @Nullable Typed officer) {}

  /**
   * @param household a household's number that was typed
   * @param officer an officer's
   * @param at the day it was asked for; today when left out
   */
  @GetMapping("/inspection")
  Page show(
      @RequestParam(required = false) @Nullable String household,
      @RequestParam(required = false) @Nullable String officer,
      @RequestParam(required = false) @Nullable LocalDate at) {
    LocalDate day = day(at);
    return new Page(
        "inspection",
        day,
        new Shown(
            household == null ? null : numbers.household(household, day),
            officer == null ? null : numbers.officer(officer, day)));
  }

  /** Leads to who answered for the household on the day. */
  @GetMapping("/inspection/households")
  ResponseEntity<Void> household(
      @RequestParam(defaultValue = "") String number,
      @RequestParam(required = false) @Nullable LocalDate at) {
    return led(
        numbers.household(number, day(at)),
        "/inspection/households/%s/responsible?at=%s",
        "household");
  }

  /** Leads to the officer's record. */
  @GetMapping("/inspection/officers")
  ResponseEntity<Void> officer(
      @RequestParam(defaultValue = "") String number,
      @RequestParam(required = false) @Nullable LocalDate at) {
    return led(numbers.officer(number, day(at)), "/inspection/officers/%s?asOf=%s", "officer");
  }

  private LocalDate day(@Nullable LocalDate asked) {
    return asked == null ? LocalDate.now(clock) : asked;
  }

  /**
   * @param page of a number and a day, for a number that leads somewhere
   * @param what the field of the form to which any other comes back
   */
  private static ResponseEntity<Void> led(Typed typed, String page, String what) {
    String address =
        typed.astray() == null ? page.formatted(typed.number(), typed.day()) : back(what, typed);
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(address)).build();
  }

  private static String back(String what, Typed typed) {
    return UriComponentsBuilder.fromPath("/inspection")
        .queryParam(what, "{number}")
        .queryParam("at", typed.day())
        .encode()
        .buildAndExpand(typed.number())
        .toUriString();
  }
}
