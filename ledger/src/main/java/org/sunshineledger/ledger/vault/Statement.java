package org.sunshineledger.ledger.vault;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.journal.Append;
import org.sunshineledger.ledger.rules.Claims;

/**
 * What somebody from the public says, and who he is if he wants to say that too. All of it is
 * sealed: no fact, no log and no exception holds a word of it.
 *
 * @param text up to 2,000 characters
 * @param name up to 40 characters, or null
 * @param phone digits, blanks, {@code +}, {@code -} and brackets, up to 30, or null
 */
public record Statement(String text, @Nullable String name, @Nullable String phone) {

  public static final int LONGEST_TEXT = 2_000;
  public static final int LONGEST_NAME = 40;

  private static final Pattern PHONE = Pattern.compile("[0-9+() -]{5,30}");

  public Statement {
    if (!isText(text, LONGEST_TEXT)) throw new IllegalArgumentException("not a statement");
    if (name != null && !isText(name, LONGEST_NAME)) throw new IllegalArgumentException("no name");
    if (phone != null && !isPhone(phone)) throw new IllegalArgumentException("no phone number");
  }

  /** Whether it says something, and is short enough. */
  public static boolean isText(String text, int longest) {
    return !text.isBlank() && text.codePointCount(0, text.length()) <= longest;
  }

  public static boolean isPhone(String phone) {
    return PHONE.matcher(phone).matches();
  }

  /**
   * Puts it into the vault together with the running append, and gives its receipt to what it is
   * kept under.
   *
   * @param subject under which it is kept and may be erased, e.g. {@code notice/GS-1/01}
   * @param receipt digest of the receipt's number
   * @return what a fact may say of it, the text first
   */
  public List<Commitment> seal(Vault vault, String subject, Sha256 receipt) {
    Append.current().claim(Claims.RECEIPT, receipt.hex(), subject);
    List<Commitment> sealed = new ArrayList<>();
    sealed.add(vault.seal(subject, PersonalField.TEXT, text));
    if (name != null) sealed.add(vault.seal(subject, PersonalField.NAME, name));
    if (phone != null) sealed.add(vault.seal(subject, PersonalField.PHONE, phone));
    return sealed;
  }

  @Override
  public String toString() {
    return "a sealed statement";
  }
}
