package org.sunshineledger.ledger.publication;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.publication.RedactionPolicy.Leak;

/** Numbers of persons in free words, in whatever digits and with whatever gaps they are written. */
final class PersonalNumbers {

  /** A day would otherwise run into its neighbours when the gaps between digits are closed. */
  private static final Pattern DAY =
      Pattern.compile("(?<!\\d)\\d{4}([-/.年])\\d{1,2}[-/.月]\\d{1,2}(?!\\d)");

  /**
   * Written in groups, as on a card; what is longer than a group, a code of a division, is none.
   */
  private static final Pattern GROUPS =
      Pattern.compile(
          "(?<!\\d)\\d{2,8}([\\s\\-·_]{1,3})\\d{1,7}[\\dXx](?:\\1\\d{1,7}[\\dXx])*(?!\\d)");

  private static final Pattern GAP = Pattern.compile("[\\s\\-·_]");

  /** 身份证号 of 18 characters, or 15 digits as they were until 2013. */
  private static final Pattern ID_NUMBER =
      Pattern.compile("(?<!\\d)(\\d{17}[\\dXx]|\\d{6}\\d{2}[01]\\d[0-3]\\d\\d{3})(?!\\d)");

  /** 手机号. */
  private static final Pattern PHONE = Pattern.compile("(?<!\\d)(86)?1[3-9]\\d{9}(?!\\d)");

  /**
   * 银行账号 and 存折号. No number in a public list is that long: codes of divisions have twelve digits, a
   * trillion yuan has thirteen.
   */
  private static final Pattern ACCOUNT = Pattern.compile("\\d{13,}");

  private PersonalNumbers() {}

  /** What kind of number stands in the text, or null. */
  static @Nullable Leak in(String text) {
    String closed =
        GROUPS
            .matcher(DAY.matcher(plain(text)).replaceAll("$1"))
            .replaceAll(groups -> GAP.matcher(groups.group()).replaceAll(""));
    if (ID_NUMBER.matcher(closed).find()) return Leak.ID_NUMBER;
    if (PHONE.matcher(closed).find()) return Leak.PHONE;
    return ACCOUNT.matcher(closed).find() ? Leak.ACCOUNT : null;
  }

  /** Full-width digits and letters as plain ones. */
  static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }
}
