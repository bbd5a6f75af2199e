package org.sunshineledger.api.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sunshineledger.ledger.fact.HouseholdId;

/**
 * Looks in what everybody may read for what is nobody's business. It shares nothing with the
 * program's own masking, which it is there to catch.
 *
 * @param idNumbers that the vault keeps
 * @param names that the vault keeps, as no officer is called
 * @param households on the register, which no public fact names
 */
record Leaks(Set<String> idNumbers, Set<String> names, Set<HouseholdId> households) {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** No part of a word, a digest, a key in base64, or a fraction. */
  private static final Pattern NUMBER =
      Pattern.compile("(?<![0-9A-Za-z+/=_.])\\d{11,20}[Xx]?(?![0-9A-Za-z+/=_])");

  /** A word of numerals and blanks, as numbers are written on paper. */
  private static final Pattern SPACED =
      Pattern.compile("(?<![0-9A-Za-z+/=_.:-])\\d{3,6}(?:[ -]\\d{2,8}){1,5}[Xx]?(?![0-9A-Za-z:-])");

  /** In an address. */
  private static final Pattern STEP = Pattern.compile("/(\\d{16})(?![0-9A-Za-z+/=_]{2})");

  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{64,}={0,2}");
  private static final Pattern NAME = Pattern.compile("\\p{IsHan}某[一二三四五六七八九十]");
  private static final Pattern HEALTH =
      Pattern.compile("因病|因残|残疾|慢性病|大病|癌|患者|病情|精神病|mainCause|otherCauses|claimedCauses");

  /** Fields of JSON that are in fen, as an account of money names them. */
  private static final Pattern MONEY =
      Pattern.compile(
          "\"(?:amount|appropriated|passed|allotted|unallotted|approved|disbursed|undisbursed"
              + "|credited|returned|withheld|outstanding|idle|balance|total|unspent)\":$");

  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

  /** What is wrong with a text that everybody can read. */
  List<String> in(String text) {
    List<String> found = new ArrayList<>();
    look(Normalizer.normalize(text, Normalizer.Form.NFKC), found);
    // Details and notes travel in base64.
    Matcher encoded = BASE64.matcher(text);
    while (encoded.find()) {
      byte[] bytes;
      try {
        bytes = Base64.getMimeDecoder().decode(encoded.group());
      } catch (IllegalArgumentException e) {
        continue;
      }
      String inside = new String(bytes, UTF_8);
      if (inside.startsWith("{")) look(inside, found);
    }
    return found;
  }

  private void look(String text, List<String> found) {
    String plain = UUID.matcher(text).replaceAll("uuid");
    Matcher number = NUMBER.matcher(plain);
    while (number.find())
      if (!isAmount(plain, number.start(), number.end())) judge(number.group(), found);
    Matcher step = STEP.matcher(plain);
    while (step.find()) if (isHousehold(step.group(1))) found.add("household " + step.group(1));
    Matcher spaced = SPACED.matcher(plain);
    while (spaced.find()) {
      String closed = spaced.group().replaceAll("[ -]", "");
      if (isIdNumber(closed) || isMobile(closed)) judge(closed, found);
    }
    Matcher name = NAME.matcher(plain);
    while (name.find()) if (names.contains(name.group())) found.add("name " + name.group());
  }

  /**
   * A bare number of JSON that is whole yuan in fen, or stands where money does: a hundred and
   * fifty million yuan look like a phone.
   */
  private static boolean isAmount(String text, int start, int end) {
    return start > 0
        && end < text.length()
        && ":,[".indexOf(text.charAt(start - 1)) >= 0
        && ",}]".indexOf(text.charAt(end)) >= 0
        && (text.startsWith("00", end - 2)
            || MONEY.matcher(text).region(Math.max(0, start - 20), start).find());
  }

  private void judge(String number, List<String> found) {
    if (idNumbers.contains(number.toUpperCase(Locale.ROOT)) || isIdNumber(number))
      found.add("ID number " + number);
    else if (isMobile(number)) found.add("phone " + number);
    else if (number.length() == 16 && isHousehold(number)) found.add("household " + number);
    else if (number.length() >= 13 && isLuhn(number)) found.add("account " + number);
  }

  private boolean isHousehold(String number) {
    return households.contains(new HouseholdId(number));
  }

  /** The same where a list of persons is shown: also what says how they are. */
  List<String> inListOfPersons(String text) {
    List<String> found = in(text);
    Matcher health = HEALTH.matcher(text);
    while (health.find()) found.add("health or cause " + health.group());
    return found;
  }

  static boolean isMobile(String number) {
    return number.matches("1[3-9]\\d{9}");
  }

  /** GB 11643-1999. */
  static boolean isIdNumber(String number) {
    if (!number.matches("\\d{6}(18|19|20)\\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])\\d{3}[\\dXx]"))
      return false;
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) sum += WEIGHTS[i] * (number.charAt(i) - '0');
    return "10X98765432".charAt(sum % 11) == Character.toUpperCase(number.charAt(17));
  }

  /** ISO/IEC 7812-1, as bank cards have it. */
  static boolean isLuhn(String number) {
    if (!number.matches("\\d{13,19}")) return false;
    int sum = 0;
    for (int i = 0; i < number.length(); i++) {
      int digit = number.charAt(number.length() - 1 - i) - '0';
      int weighed = i % 2 == 1 ? digit * 2 : digit;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return sum % 10 == 0;
  }
}
