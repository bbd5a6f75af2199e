package org.sunshineledger.api.scenario;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.Relationship;
import org.sunshineledger.ledger.vault.IdNumber;

/**
 * Persons who do not exist. Names are a surname, 某 and a numeral, which no officer's is, so that a
 * villager's name can be told from theirs wherever it turns up; ID numbers begin with 99, which is
 * no province, and carry a right check digit (GB 11643-1999) so that they pass as numbers.
 */
final class Persons {

  private static final String NUMERALS = "一二三四五六七八九十";
  private static final String SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕";

  private int serial;

  /** {@code serial} numbers the persons through the whole scenario, so that no two are alike. */
  Persons(int serial) {
    this.serial = serial;
  }

  Person person(
      MemberId member, Relationship relationship, String surname, int birthYear, int dayOfYear) {
    int numeral = serial % NUMERALS.length();
    return new Person(
        member,
        relationship,
        surname + "某" + NUMERALS.charAt(numeral),
        idNumber(LocalDate.ofYearDay(birthYear, dayOfYear)));
  }

  static String surname(RandomGenerator random) {
    int i = random.nextInt(SURNAMES.length());
    return SURNAMES.substring(i, i + 1);
  }

  private String idNumber(LocalDate birth) {
    int number = serial++;
    String digits =
        "99%04d%s%03d"
            .formatted(
                number / 1000, birth.format(DateTimeFormatter.BASIC_ISO_DATE), number % 1000);
    return digits + IdNumber.checkCharacter(digits);
  }
}
