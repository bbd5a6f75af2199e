package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages count by years and months up to the day that is asked for; nobody may ask for ever. */
@DisplayName("A day that nobody can mean")
class AskedDaysTest extends OpenDoors {

  private static final String[] DAYS = {
    "+999999999-12-31", "-999999999-01-01", "0000-01-01", "1949-09-30", "9999-12-31", "2016-02-30"
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/progress?asOf=",
        "/boards/410185?asOf=",
        "/funds?asOf=",
        "/funds/ageing?asOf=",
        "/projects?asOf=",
        "/disclosures?asOf=",
        "/mutual-aid?asOf=",
        "/tariffs?asOf=",
        "/lists/standings?region=410185&asOf="
      })
  void isMalformedOnEveryPublicPageThatAsksForOne(String path) {
    assertThat(data(path + "2016-10-17").statusCode()).isEqualTo(200);
    for (String day : DAYS)
      assertThat(problem(data(path + URLEncoder.encode(day, StandardCharsets.UTF_8))))
          .as(day)
          .isEqualTo("400 MALFORMED");
  }

  @Test
  void isNoneOfNextYear() {
    LocalDate nextYear = LocalDate.now(ledger.clock()).plusYears(1);
    assertThat(data("/progress?asOf=" + nextYear).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%2B999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z", "1900-01-01"})
  void isNoMomentEither(String moment) {
    assertThat(
            problem(
                send(
                    as(
                            "auditor",
                            to("/audit/cases?region=410185&asOf=2016-10-17&knownAt=" + moment))
                        .header("Accept", "application/json"))))
        .isEqualTo("400 MALFORMED");
  }
}
