package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.api.security.Role;

/**
 * Nobody holds a post above a city, and before the first division nobody's post lies in one. The
 * database is one for all tests: its provinces 85 to 88 are this test's own.
 */
@DisplayName("The first divisions 最初的区划")
class FirstDivisionsTest extends OpenDoors {

  @Test
  void ofALedgerAreDefinedByTheAdministratorOfTheCity() {
    account("first.east", "DIV-1", Role.ADMIN, "850100");

    assertThat(defined("first.east", "850000", "PROVINCE", null)).isEqualTo("201");
    assertThat(defined("first.east", "850100", "CITY", "850000")).isEqualTo("201");
    assertThat(defined("first.east", "850101", "COUNTY", "850100")).isEqualTo("201");
    assertThat(defined("first.east", "850101001", "TOWNSHIP", "850101")).isEqualTo("201");
  }

  @Test
  void ofAnotherCityOrProvinceAreNotHis() {
    account("first.west", "DIV-2", Role.ADMIN, "860100");

    assertThat(defined("first.west", "880000", "PROVINCE", null))
        .isEqualTo("403 OUTSIDE_YOUR_REGION");
    assertThat(defined("first.west", "860200", "CITY", "860000"))
        .isEqualTo("403 OUTSIDE_YOUR_REGION");
    assertThat(defined("first.west", "410199", "COUNTY", "410100"))
        .isEqualTo("403 OUTSIDE_YOUR_REGION");
  }

  @Test
  void stillNeedWhatLiesAboveThem() {
    account("first.north", "DIV-3", Role.ADMIN, "870100");

    assertThat(defined("first.north", "870100", "CITY", "870000")).isEqualTo("404 UNKNOWN_REGION");
    assertThat(defined("first.north", "870100", "CITY", null)).isEqualTo("422 PARENT_NOT_ABOVE");
  }

  private String defined(String account, String region, String level, @Nullable String parent) {
    HttpResponse<String> answer =
        order(
            account,
            "/regions",
            """
            {"occurredOn":"2014-01-02","order":{"region":"%s","name":"试测","level":"%s"%s}}\
            """
                .formatted(
                    region, level, parent == null ? "" : ",\"parent\":\"%s\"".formatted(parent)));
    return answer.statusCode() == 201 ? "201" : problem(answer);
  }
}
